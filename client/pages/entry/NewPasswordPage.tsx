import { useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { peopleRequest } from "../../api/peopleRequest.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { EntryCard } from "./EntryCard.tsx";
import classes from "./EntryCard.module.css";
import { NewPasswordField } from "./EntryFields.tsx";
import { FormError } from "./FormError.tsx";
import { useFragmentToken } from "./useFragmentToken.ts";
import { useSubmit } from "./useSubmit.ts";

/** A link by which one chooses a new password. */
export function NewPasswordPage() {
  const token = useFragmentToken();
  const queryClient = useQueryClient();
  const [password, setPassword] = useState("");
  const [isDone, setDone] = useState(false);
  const { busy, submit, message, problemOf } = useSubmit(async () => {
    await peopleRequest("resetPassword", { body: { token, password } });
    await queryClient.resetQueries();
    setDone(true);
  });
  const title = <title>New password · Kept</title>;
  if (token === "")
    return (
      <EntryCard title="A part of this link is missing" text="Copy the whole link and open it again.">
        {title}
      </EntryCard>
    );
  if (isDone)
    return (
      <EntryCard title="Your new password is set" text="You were signed out everywhere. Sign in with it to go on.">
        {title}
        <ButtonLink primary to="/sign-in">
          Sign in
        </ButtonLink>
      </EntryCard>
    );
  return (
    <EntryCard title="Choose a new password" text="You will be signed out everywhere and sign in with it.">
      {title}
      <form className={classes.form} onSubmit={submit}>
        <NewPasswordField
          label="New password"
          value={password}
          autoFocus
          error={problemOf("password")}
          onChange={setPassword}
        />
        <FormError message={message ?? problemOf("token")} />
        <Button primary submit busy={busy}>
          Set the password
        </Button>
      </form>
    </EntryCard>
  );
}
