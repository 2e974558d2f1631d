import { Modal, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Me, User } from "../../../shared/api/people.ts";
import { peopleRequest } from "../../api/peopleRequest.ts";
import { clearLocalCopies } from "../../session/clearLocalCopies.ts";
import { forgetRecentMaps } from "../../state/recentMaps.ts";
import { Button } from "../../ui/Button.tsx";
import { PasswordField } from "../entry/EntryFields.tsx";
import { FormError } from "../entry/FormError.tsx";
import { useSubmit } from "../entry/useSubmit.ts";
import { ErasurePoints } from "./ErasurePoints.tsx";
import classes from "./Form.module.css";

interface EraseDialogProps {
  user: User;
  account: NonNullable<Me["account"]>;
  onClose: () => void;
}

/** Erases one's own account, after saying what goes and what stays, and once its address was typed. */
export function EraseDialog({ user, account, onClose }: EraseDialogProps) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const { busy, submit, message, problemOf } = useSubmit(async () => {
    await peopleRequest("eraseMe", { body: { email, ...(account.hasPassword && { password }) } });
    // The account is gone; what cannot be cleared here goes with the browser's own data.
    await clearLocalCopies(user.id).catch(() => undefined);
    forgetRecentMaps();
    window.location.assign("/sign-in");
  });
  return (
    <Modal opened onClose={onClose} size={520} title="Erase your account?">
      <form className={`${classes.form} ${classes.wide}`} onSubmit={submit}>
        <ErasurePoints whose="your" />
        <TextInput
          label="Your e-mail address, to be sure"
          autoComplete="off"
          required
          withAsterisk={false}
          data-autofocus
          maxLength={254}
          placeholder={account.email}
          value={email}
          error={problemOf("email")}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        {account.hasPassword && (
          <PasswordField label="Your password" value={password} error={problemOf("password")} onChange={setPassword} />
        )}
        <FormError message={message} />
        <div className={classes.end}>
          <Button onClick={onClose}>Cancel</Button>
          <Button danger submit busy={busy} disabled={email.trim().toLowerCase() !== account.email.toLowerCase()}>
            Erase for ever
          </Button>
        </div>
      </form>
    </Modal>
  );
}
