import { PasswordInput, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { queries } from "../../api/queries.ts";
import { request } from "../../api/request.ts";
import { goTo } from "../../state/place.ts";
import { EntryCard } from "./EntryCard.tsx";
import classes from "./EntryCard.module.css";
import { useFragmentToken } from "./useFragmentToken.ts";
import { useSubmit } from "./useSubmit.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";

/** The one-time link of a fresh studio: its visitor becomes the owner. */
export function ClaimPage() {
  const token = useFragmentToken();
  const setup = useQuery(queries.setup());
  const queryClient = useQueryClient();
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const { busy, submit, problemOf, message } = useSubmit(async () => {
    await request("claimOwner", { body: { token, name, email, password } });
    await queryClient.resetQueries();
    goTo("/", { replace: true });
  });

  if (setup.data?.claimed === true)
    return (
      <EntryCard title="This studio has its owner" text="The one-time link was used. Sign in to go on.">
        <ButtonLink primary to="/sign-in">
          Sign in
        </ButtonLink>
      </EntryCard>
    );
  return (
    <EntryCard
      title="Make this studio yours"
      text="You become its owner: you can make maps and invite others by link. Nobody else can use this page again."
    >
      <title>Welcome · Kept</title>
      <form className={classes.form} onSubmit={submit}>
        <TextInput
          label="Your name"
          description="Others see it beside your cursor."
          autoComplete="name"
          required
          withAsterisk={false}
          autoFocus
          maxLength={80}
          value={name}
          error={problemOf("name")}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label="E-mail"
          description="To sign in with. It stays on this server."
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          value={email}
          error={problemOf("email")}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          description="At least 10 characters."
          autoComplete="new-password"
          required
          withAsterisk={false}
          minLength={10}
          maxLength={128}
          value={password}
          error={problemOf("password")}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {message !== undefined && (
          <p role="alert" className={classes.error}>
            {message}
          </p>
        )}
        <Button primary submit busy={busy}>
          Open the studio
        </Button>
      </form>
    </EntryCard>
  );
}
