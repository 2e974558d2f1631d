import { Modal, TextInput } from "@mantine/core";
import { useState } from "react";
import { Button } from "../../ui/Button.tsx";
import { PasswordField } from "../entry/EntryFields.tsx";
import { FormError } from "../entry/FormError.tsx";
import { useSubmit } from "../entry/useSubmit.ts";
import classes from "./Form.module.css";

interface EraseDialogProps {
  title: string;
  whose: "your" | "this person’s";
  /** The account's, which is typed to be sure. */
  email: string;
  asksPassword: boolean;
  /** Erases it and goes on. @throws AppError, which is shown. */
  erase: (proof: { email: string; password?: string }) => Promise<void>;
  onClose: () => void;
}

/** Erases an account, after saying what goes and what stays, and once its address was typed. */
export function EraseDialog({ title, whose, email, asksPassword, erase, onClose }: EraseDialogProps) {
  const [typed, setTyped] = useState("");
  const [password, setPassword] = useState("");
  const { busy, submit, message, problemOf } = useSubmit(() =>
    erase({ email: typed, ...(asksPassword && { password }) }),
  );
  return (
    <Modal opened onClose={onClose} size={520} title={title}>
      <form className={`${classes.form} ${classes.wide}`} onSubmit={submit}>
        <p className={classes.text}>This cannot be undone.</p>
        <ul className={classes.points}>
          <li>
            <strong>Goes:</strong> {whose} name and e-mail address, the ways to sign in, sessions, API tokens, roles on
            workspaces and maps.
          </li>
          <li>
            <strong>Stays, without the name:</strong> what was written and drawn in maps, runs of plans B and
            rehearsals, and the log of who did what: it then says “somebody who left”.
          </li>
          <li>
            <strong>Stays as it is:</strong> a name that somebody typed into a map as its content. Change it there
            first.
          </li>
        </ul>
        <TextInput
          label={`${whose === "your" ? "Your" : "The account’s"} e-mail address, to be sure`}
          autoComplete="off"
          required
          withAsterisk={false}
          data-autofocus
          maxLength={254}
          placeholder={email}
          value={typed}
          error={problemOf("email")}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {asksPassword && (
          <PasswordField label="Your password" value={password} error={problemOf("password")} onChange={setPassword} />
        )}
        <FormError message={message} />
        <div className={classes.end}>
          <Button onClick={onClose}>Cancel</Button>
          <Button danger submit busy={busy} disabled={typed.trim().toLowerCase() !== email.toLowerCase()}>
            Erase for ever
          </Button>
        </div>
      </form>
    </Modal>
  );
}
