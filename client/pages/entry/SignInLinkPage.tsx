import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { peopleRequest } from "../../api/peopleRequest.ts";
import { goTo } from "../../state/place.ts";
import { Button, ButtonLink } from "../../ui/Button.tsx";
import { EntryCard } from "./EntryCard.tsx";
import classes from "./EntryCard.module.css";
import { FormError } from "./FormError.tsx";
import { SecondFactorForm } from "./SecondFactorForm.tsx";
import { useFragmentToken } from "./useFragmentToken.ts";
import { useSubmit } from "./useSubmit.ts";

/** A link to sign in that came by mail. It is used by a press, so that what looks through mail cannot use it up. */
export function SignInLinkPage() {
  const token = useFragmentToken();
  const queryClient = useQueryClient();
  const [needsCode, setNeedsCode] = useState(false);
  const enter = async () => {
    await queryClient.resetQueries();
    goTo("/", { replace: true });
  };
  const { busy, submit, message, problems } = useSubmit(async () => {
    if ("secondFactor" in (await peopleRequest("useSignInLink", { body: { token } }))) setNeedsCode(true);
    else await enter();
  });
  const title = <title>Sign in · Kept</title>;
  if (needsCode)
    return (
      <EntryCard title="One more step" text="Your account asks for a code besides the link.">
        {title}
        <SecondFactorForm onSignedIn={enter} />
      </EntryCard>
    );
  if (token === "" || problems.length > 0)
    return (
      <EntryCard title="A part of this link is missing" text="Copy the whole link from the mail, or ask for a new one.">
        {title}
        <ButtonLink primary to="/sign-in">
          Go to signing in
        </ButtonLink>
      </EntryCard>
    );
  return (
    <EntryCard title="Sign in to Kept" text="This link signs you in once, in this browser.">
      {title}
      <form className={classes.form} onSubmit={submit}>
        <FormError message={message} />
        {message === undefined ? (
          <Button primary submit busy={busy} autoFocus>
            Sign in
          </Button>
        ) : (
          <ButtonLink primary to="/sign-in">
            Ask for a new link
          </ButtonLink>
        )}
      </form>
    </EntryCard>
  );
}
