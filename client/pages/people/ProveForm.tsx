import { TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { Button } from "../../ui/Button.tsx";
import { PasswordField } from "../entry/EntryFields.tsx";
import { FormError } from "../entry/FormError.tsx";
import { useSubmit } from "../entry/useSubmit.ts";
import classes from "./Form.module.css";

interface ProveFormProps {
  /** Without one it is not asked for. */
  hasPassword: boolean;
  /** Whether a code is asked for, too. */
  asksCode?: boolean;
  verb: string;
  danger?: boolean;
  onClose: () => void;
  /** @throws AppError, which is shown. */
  work: (proof: { password?: string; code?: string }) => Promise<void>;
  children: ReactNode;
}

/** Goes on with something about one's account once it is sure that its own person asks. */
export function ProveForm({ hasPassword, asksCode = false, verb, danger, onClose, work, children }: ProveFormProps) {
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const { busy, submit, message, problemOf } = useSubmit(() =>
    work({ ...(hasPassword && { password }), ...(asksCode && { code: code.trim() }) }),
  );
  return (
    <form className={`${classes.form} ${classes.wide}`} onSubmit={submit}>
      {children}
      {hasPassword && (
        <PasswordField
          label="Your password"
          value={password}
          autoFocus
          error={problemOf("password")}
          onChange={setPassword}
        />
      )}
      {asksCode && (
        <TextInput
          label="Code of your app, or a backup code"
          autoComplete="one-time-code"
          required
          withAsterisk={false}
          minLength={6}
          maxLength={20}
          value={code}
          error={problemOf("code")}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
      )}
      <FormError message={message} />
      <div className={classes.end}>
        <Button onClick={onClose}>Cancel</Button>
        <Button primary={danger !== true} danger={danger} submit busy={busy}>
          {verb}
        </Button>
      </div>
    </form>
  );
}
