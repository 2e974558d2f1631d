import { TextInput } from "@mantine/core";
import { useState } from "react";
import { peopleRequest } from "../../api/peopleRequest.ts";
import { Button } from "../../ui/Button.tsx";
import classes from "./EntryCard.module.css";
import { FormError } from "./FormError.tsx";
import { useSubmit } from "./useSubmit.ts";

/** The second step of signing in: a code of the authenticator app, or one of the backup codes. */
export function SecondFactorForm({ onSignedIn }: { onSignedIn: () => Promise<void> }) {
  const [isBackup, setBackup] = useState(false);
  const [code, setCode] = useState("");
  const { busy, submit, message, problemOf } = useSubmit(async () => {
    await peopleRequest("confirmSecondFactor", { body: { code: code.replace(/\s/g, "") } });
    await onSignedIn();
  });
  const swap = () => {
    setBackup(!isBackup);
    setCode("");
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput
        key={String(isBackup)}
        label={isBackup ? "Backup code" : "Code"}
        description={
          isBackup
            ? "One of the codes you kept when you set this up. Each works once."
            : "The 6 digits that your authenticator app shows now."
        }
        inputMode={isBackup ? "text" : "numeric"}
        autoComplete={isBackup ? "off" : "one-time-code"}
        required
        withAsterisk={false}
        autoFocus
        minLength={6}
        maxLength={20}
        value={code}
        error={problemOf("code")}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <FormError message={message} />
      <Button primary submit busy={busy}>
        Go on
      </Button>
      <button type="button" className={classes.link} onClick={swap}>
        {isBackup ? "Use the authenticator app" : "Use a backup code"}
      </button>
    </form>
  );
}
