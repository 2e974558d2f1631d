import { Modal, NativeSelect, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { TokenScope } from "../../../shared/api/accounts.ts";
import { AppError } from "../../../shared/errors.ts";
import { peopleRequest } from "../../api/peopleRequest.ts";
import { Button } from "../../ui/Button.tsx";
import { CopyField } from "../CopyField.tsx";
import { PasswordField } from "../entry/EntryFields.tsx";
import { FormError } from "../entry/FormError.tsx";
import { useSubmit } from "../entry/useSubmit.ts";
import { Choices } from "./Choices.tsx";
import classes from "./Form.module.css";

export const scopeNames: Record<TokenScope, string> = { read: "Look", write: "Change maps", manage: "Everything" };

const scopes = [
  { value: "read", label: scopeNames.read, meaning: "Reads maps, figures and runs. Changes nothing." },
  { value: "write", label: scopeNames.write, meaning: "Also changes and makes maps where you may." },
  {
    value: "manage",
    label: scopeNames.manage,
    meaning:
      "All that you may do with maps and people. Your password, your account and other tokens stay out of reach.",
  },
] as const;

const lifetimes = [
  { value: "7", label: "a week" },
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "366", label: "a year" },
];

/** Makes a token: what it may do and how long; then its secret, this once. */
export function NewTokenDialog({ onClose }: { onClose: () => void }) {
  const queryClient = useQueryClient();
  const [name, setName] = useState("");
  const [scope, setScope] = useState<TokenScope>("read");
  const [days, setDays] = useState("30");
  const [password, setPassword] = useState("");
  /** Only when the server asks for it: signing in was a while ago. */
  const [asksPassword, setAsksPassword] = useState(false);
  const [secret, setSecret] = useState<string>();
  const { busy, submit, message, problemOf } = useSubmit(async () => {
    const wanted = { name, scope, expiresInDays: Number(days) };
    const made = await peopleRequest("createToken", { body: { ...wanted, ...(asksPassword && { password }) } }).catch(
      (error: unknown) => {
        if (error instanceof AppError && error.problems.some(({ path }) => path === "password")) setAsksPassword(true);
        throw error;
      },
    );
    setSecret(made.token);
    await queryClient.invalidateQueries({ queryKey: ["tokens"] });
  });
  if (secret !== undefined)
    return (
      <Modal opened onClose={onClose} size={520} closeOnClickOutside={false} title={`The token “${name}”`}>
        <div className={`${classes.form} ${classes.wide}`}>
          <CopyField
            label="Token"
            value={secret}
            hint="It is shown this once; copy it now and keep it like a password."
          />
          <p className={`${classes.text} ${classes.muted}`}>
            Send it with each request: <code>Authorization: Bearer …</code>
          </p>
          <div className={classes.end}>
            <Button onClick={onClose}>Done</Button>
          </div>
        </div>
      </Modal>
    );
  return (
    <Modal opened onClose={onClose} size={520} title="New token">
      <form className={`${classes.form} ${classes.wide}`} onSubmit={submit}>
        <TextInput
          label="Name"
          description="What it is for: you find it again by this."
          required
          withAsterisk={false}
          data-autofocus
          maxLength={80}
          value={name}
          error={problemOf("name")}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Choices label="What it may do" choices={scopes} value={scope} onChange={setScope} />
        <NativeSelect
          label="It works for"
          data={lifetimes}
          value={days}
          onChange={(event) => setDays(event.currentTarget.value)}
        />
        {asksPassword && (
          <PasswordField
            label="Your password"
            description="You signed in a while ago: this shows that it is you."
            value={password}
            autoFocus
            error={problemOf("password")}
            onChange={setPassword}
          />
        )}
        <FormError message={message} />
        <div className={classes.end}>
          <Button onClick={onClose}>Cancel</Button>
          <Button primary submit busy={busy}>
            Make the token
          </Button>
        </div>
      </form>
    </Modal>
  );
}
