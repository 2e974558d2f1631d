import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { queries } from "../../api/queries.ts";
import { goTo, usePlace } from "../../state/place.ts";
import { Link } from "../../ui/Link.tsx";
import { AskByMail } from "./AskByMail.tsx";
import { EntryCard } from "./EntryCard.tsx";
import classes from "./EntryCard.module.css";
import { FormError } from "./FormError.tsx";
import { PasswordForm } from "./PasswordForm.tsx";
import { safePath } from "./safePath.ts";
import { SecondFactorForm } from "./SecondFactorForm.tsx";
import { SsoButton } from "./SsoButton.tsx";
import { ssoErrorWords } from "./ssoErrorWords.ts";

type Step = "password" | "code" | "link" | "forgot";

/** The way in for people with an account; guests come by their link. */
export function SignInPage() {
  const setup = useQuery(queries.setup()).data;
  const queryClient = useQueryClient();
  const { search } = usePlace();
  const query = new URLSearchParams(search);
  const [step, setStep] = useState<Step>(query.get("step") === "code" ? "code" : "password");
  const [email, setEmail] = useState("");
  const next = safePath(query.get("next"));
  const enter = async () => {
    await queryClient.resetQueries();
    goTo(next, { replace: true });
  };
  const back = (
    <button type="button" className={classes.link} onClick={() => setStep("password")}>
      Back to signing in
    </button>
  );

  if (setup?.claimed === false)
    return (
      <EntryCard
        title="This studio has no owner yet"
        text="When the server started, it printed a one-time link. Open that link in this browser to become the owner."
      />
    );
  if (step === "code")
    return (
      <EntryCard title="One more step" text="Your account asks for a code of your authenticator app.">
        <title>Sign in · Kept</title>
        <SecondFactorForm onSignedIn={enter} />
        {back}
      </EntryCard>
    );
  if (step === "link" || step === "forgot")
    return (
      <AskByMail ask={step === "link" ? "sendSignInLink" : "sendResetLink"} email={email}>
        {back}
      </AskByMail>
    );
  return (
    <EntryCard title="Sign in" text="Guests: open the link you were given instead.">
      <title>Sign in · Kept</title>
      <FormError message={ssoErrorWords(query.get("error"))} />
      {setup?.sso != null && (
        <div className={classes.sso}>
          <SsoButton label={setup.sso} goal={{ next }} />
          <span className={classes.or}>or</span>
        </div>
      )}
      <PasswordForm
        email={email}
        onEmail={setEmail}
        onDone={async (needsCode) => (needsCode ? setStep("code") : enter())}
      />
      {(setup?.mail === true || setup?.signUp === true) && (
        <div className={classes.others}>
          {setup.mail && (
            <>
              <button type="button" className={classes.link} onClick={() => setStep("link")}>
                Mail me a link to sign in
              </button>
              <button type="button" className={classes.link} onClick={() => setStep("forgot")}>
                Forgot the password?
              </button>
            </>
          )}
          {setup.signUp && (
            <Link to="/sign-up" className={classes.link}>
              No account yet? Ask for an invitation
            </Link>
          )}
        </div>
      )}
    </EntryCard>
  );
}
