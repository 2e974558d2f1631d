import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { queries } from "../../api/queries.ts";
import { request } from "../../api/request.ts";
import { goTo } from "../../state/place.ts";
import { EntryCard } from "./EntryCard.tsx";
import classes from "./EntryCard.module.css";
import { EmailField, NameField, NewPasswordField } from "./EntryFields.tsx";
import { FormError } from "./FormError.tsx";
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
      text="You look after it from now on: you make maps, invite others and decide what they may do. Nobody else can use this page again."
    >
      <title>Welcome · Kept</title>
      <form className={classes.form} onSubmit={submit}>
        <NameField value={name} autoFocus error={problemOf("name")} onChange={setName} />
        <EmailField
          description="To sign in with. It stays on this server."
          value={email}
          error={problemOf("email")}
          onChange={setEmail}
        />
        <NewPasswordField value={password} error={problemOf("password")} onChange={setPassword} />
        <FormError message={message} />
        <Button primary submit busy={busy}>
          Open the studio
        </Button>
      </form>
    </EntryCard>
  );
}
