import { PasswordInput, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { queries } from "../../api/queries.ts";
import { signIn } from "../../api/session.ts";
import { goTo, usePlace } from "../../state/place.ts";
import { EntryCard } from "./EntryCard.tsx";
import classes from "./EntryCard.module.css";
import { useSubmit } from "./useSubmit.ts";
import { safePath } from "./safePath.ts";
import { Button } from "../../ui/Button.tsx";

/** The owner's way in; guests come by their link. */
export function SignInPage() {
  const setup = useQuery(queries.setup());
  const queryClient = useQueryClient();
  const { search } = usePlace();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const { busy, submit, message } = useSubmit(async () => {
    await signIn(email, password);
    await queryClient.resetQueries();
    goTo(safePath(new URLSearchParams(search).get("next")), { replace: true });
  });

  if (setup.data?.claimed === false)
    return (
      <EntryCard
        title="This studio has no owner yet"
        text="When the server started, it printed a one-time link. Open that link in this browser to become the owner."
      />
    );
  return (
    <EntryCard title="Sign in" text="Guests: open the link you were given instead.">
      <title>Sign in · Kept</title>
      <form className={classes.form} onSubmit={submit}>
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          autoFocus
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {message !== undefined && (
          <p role="alert" className={classes.error}>
            {message}
          </p>
        )}
        <Button primary submit busy={busy}>
          Sign in
        </Button>
      </form>
    </EntryCard>
  );
}
