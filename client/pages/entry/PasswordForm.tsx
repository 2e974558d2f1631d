import { useState } from "react";
import { signIn } from "../../api/session.ts";
import { Button } from "../../ui/Button.tsx";
import classes from "./EntryCard.module.css";
import { EmailField, PasswordField } from "./EntryFields.tsx";
import { FormError } from "./FormError.tsx";
import { useSubmit } from "./useSubmit.ts";

interface PasswordFormProps {
  email: string;
  /** Left out where the address is given. */
  onEmail?: (email: string) => void;
  verb?: string;
  /** @param needsCode the password is right, and a code is asked for besides. */
  onDone: (needsCode: boolean) => Promise<void>;
}

/** Signing in by e-mail address and password. */
export function PasswordForm({ email, onEmail, verb = "Sign in", onDone }: PasswordFormProps) {
  const [password, setPassword] = useState("");
  const { busy, submit, message, problemOf } = useSubmit(async () => {
    await onDone("secondFactor" in (await signIn(email, password)));
  });
  return (
    <form className={classes.form} onSubmit={submit}>
      <EmailField
        value={email}
        isFixed={onEmail === undefined}
        autoFocus={onEmail !== undefined}
        error={problemOf("email")}
        onChange={(text) => onEmail?.(text)}
      />
      <PasswordField
        value={password}
        autoFocus={onEmail === undefined}
        error={problemOf("password")}
        onChange={setPassword}
      />
      <FormError message={message} />
      <Button primary submit busy={busy}>
        {verb}
      </Button>
    </form>
  );
}
