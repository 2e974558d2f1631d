import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { PeekedInvitation } from "../../../shared/api/workspaces.ts";
import { peopleRequest } from "../../api/peopleRequest.ts";
import { queries } from "../../api/queries.ts";
import { goTo, mapPath } from "../../state/place.ts";
import { Button } from "../../ui/Button.tsx";
import { SignOutDialog } from "../SignOutDialog.tsx";
import { EntryCard } from "./EntryCard.tsx";
import classes from "./EntryCard.module.css";
import { EmailField, NameField, NewPasswordField } from "./EntryFields.tsx";
import { FormError } from "./FormError.tsx";
import { PasswordForm } from "./PasswordForm.tsx";
import { SecondFactorForm } from "./SecondFactorForm.tsx";
import { SsoButton } from "./SsoButton.tsx";
import { useFragmentToken } from "./useFragmentToken.ts";
import { useSubmit } from "./useSubmit.ts";

const roleWords = {
  owner: "You will own it together with others: its maps, its people, its links.",
  editor: "You will be able to change it together with others.",
  commenter: "You will be able to look at it and say what you think.",
  viewer: "You will be able to look at it.",
} as const;

/** An invitation: what one is invited to, and the way in with a new account or with one's own. */
export function InvitationPage() {
  const token = useFragmentToken();
  const peek = useQuery({
    queryKey: ["invitation", token],
    queryFn: () => peopleRequest("peekInvitation", { body: { token } }),
    retry: false,
    enabled: token !== "",
  });
  if (token === "" || peek.error !== null)
    return (
      <EntryCard
        title="This invitation does not lead anywhere"
        text={peek.error?.message ?? "A part of it is missing. Copy the whole link and open it again."}
      >
        <title>Invitation · Kept</title>
        <p className={classes.text}>
          It may have been used, taken back, or its time is over. Ask the person who sent it for a new one.
        </p>
      </EntryCard>
    );
  if (peek.data === undefined) return <EntryCard title="Opening the invitation…" />;
  const { to, role } = peek.data;
  return (
    <EntryCard
      title={to.kind === "studio" ? "You are invited to this studio" : `You are invited to “${to.title}”`}
      text={role === null ? undefined : roleWords[role]}
    >
      <title>Invitation · Kept</title>
      <WayIn token={token} invitation={peek.data} />
    </EntryCard>
  );
}

function WayIn({ token, invitation }: { token: string; invitation: PeekedInvitation }) {
  const { email, hasAccount } = invitation;
  const me = useQuery(queries.me());
  const sso = useQuery(queries.setup()).data?.sso ?? undefined;
  const queryClient = useQueryClient();
  const [needsCode, setNeedsCode] = useState(false);
  const accept = async (own?: { name: string; password: string }) => {
    const { map, workspace } = await peopleRequest("acceptInvitation", { body: { token, ...own } });
    await queryClient.resetQueries();
    goTo(map === null ? (workspace === null ? "/" : `/?workspace=${encodeURIComponent(workspace)}`) : mapPath(map), {
      replace: true,
    });
  };
  const mine = me.data?.account?.email;
  if (me.isPending) return null;
  if (mine?.toLowerCase() === email.toLowerCase()) return <AcceptForm email={email} accept={accept} />;
  if (mine !== undefined) return <OtherAccount mine={mine} email={email} />;
  if (needsCode) return <SecondFactorForm onSignedIn={accept} />;
  return (
    <>
      {sso !== undefined && (
        <div className={classes.sso}>
          <SsoButton label={sso} goal={{ invitation: token }} />
          <span className={classes.or}>or</span>
        </div>
      )}
      {hasAccount ? (
        <PasswordForm
          email={email}
          verb="Sign in and accept"
          onDone={async (codeIsAsked) => (codeIsAsked ? setNeedsCode(true) : accept())}
        />
      ) : (
        <NewAccountForm email={email} accept={accept} />
      )}
    </>
  );
}

function AcceptForm({ email, accept }: { email: string; accept: () => Promise<void> }) {
  const { busy, submit, message } = useSubmit(accept);
  return (
    <form className={classes.form} onSubmit={submit}>
      <p className={classes.text}>You are signed in as {email}.</p>
      <FormError message={message} />
      <Button primary submit busy={busy} autoFocus>
        Accept
      </Button>
    </form>
  );
}

interface NewAccountFormProps {
  email: string;
  accept: (own: { name: string; password: string }) => Promise<void>;
}

function NewAccountForm({ email, accept }: NewAccountFormProps) {
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const { busy, submit, message, problemOf } = useSubmit(() => accept({ name, password }));
  return (
    <form className={classes.form} onSubmit={submit}>
      <EmailField value={email} isFixed description="The invitation is for this address." onChange={() => undefined} />
      <NameField value={name} autoFocus error={problemOf("name")} onChange={setName} />
      <NewPasswordField value={password} error={problemOf("password")} onChange={setPassword} />
      <FormError message={message} />
      <Button primary submit busy={busy}>
        Make my account
      </Button>
    </form>
  );
}

/** Somebody else is signed in here: two people on one computer, or two addresses of one. */
function OtherAccount({ mine, email }: { mine: string; email: string }) {
  const user = useQuery(queries.me()).data?.user;
  const queryClient = useQueryClient();
  const [leaving, setLeaving] = useState(false);
  return (
    <div className={classes.form}>
      <p className={classes.text}>
        The invitation is for {email}. You are signed in as {mine}. Sign out first to accept it.
      </p>
      <Button primary onClick={() => setLeaving(true)}>
        Sign out
      </Button>
      {leaving && user !== undefined && (
        <SignOutDialog
          user={user}
          onClose={() => setLeaving(false)}
          onLeft={() => {
            setLeaving(false);
            void queryClient.resetQueries();
          }}
        />
      )}
    </div>
  );
}
