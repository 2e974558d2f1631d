import { type ReactNode, useState } from "react";
import { peopleRequest } from "../../api/peopleRequest.ts";
import { Button } from "../../ui/Button.tsx";
import { EntryCard } from "./EntryCard.tsx";
import classes from "./EntryCard.module.css";
import { EmailField } from "./EntryFields.tsx";
import { FormError } from "./FormError.tsx";
import { useSubmit } from "./useSubmit.ts";

/** What can be had by mail. The answer is the same whether or not there is such an account. */
const asks = {
  sendSignInLink: {
    title: "Sign in by mail",
    text: "You get a link that signs you in once, within ten minutes. No password is needed.",
    verb: "Mail me a link",
    sent: "If there is an account with this address, a link to sign in is on its way. It works for ten minutes.",
  },
  sendResetLink: {
    title: "Choose a new password",
    text: "You get a link to a page where you choose a new password, within an hour.",
    verb: "Mail me a link",
    sent: "If there is an account with this address, a link to choose a new password is on its way. It works for an hour.",
  },
  askForInvitation: {
    title: "Join this studio",
    text: "With an e-mail address of your organisation you get an invitation by mail.",
    verb: "Mail me an invitation",
    sent: "If this studio takes addresses of this kind, an invitation is on its way.",
  },
} as const;

interface AskByMailProps {
  ask: keyof typeof asks;
  email?: string;
  /** The way back. */
  children: ReactNode;
}

/** Asks for a mail, and says what to look out for. */
export function AskByMail({ ask, email: known = "", children }: AskByMailProps) {
  const { title, text, verb, sent } = asks[ask];
  const [email, setEmail] = useState(known);
  const [isSent, setSent] = useState(false);
  const { busy, submit, message, problemOf } = useSubmit(async () => {
    await peopleRequest(ask, { body: { email } });
    setSent(true);
  });
  if (isSent)
    return (
      <EntryCard title="Look into your mail" text={<span role="status">{sent}</span>}>
        <title>{`${title} · Kept`}</title>
        <p className={classes.text}>Nothing came? Look among unwanted mail, and check the address: {email}</p>
        <Button onClick={() => setSent(false)}>Try another address</Button>
        {children}
      </EntryCard>
    );
  return (
    <EntryCard title={title} text={text}>
      <title>{`${title} · Kept`}</title>
      <form className={classes.form} onSubmit={submit}>
        <EmailField value={email} autoFocus error={problemOf("email")} onChange={setEmail} />
        <FormError message={message} />
        <Button primary submit busy={busy}>
          {verb}
        </Button>
      </form>
      {children}
    </EntryCard>
  );
}
