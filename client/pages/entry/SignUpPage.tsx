import { useQuery } from "@tanstack/react-query";
import { queries } from "../../api/queries.ts";
import { ButtonLink } from "../../ui/Button.tsx";
import { Link } from "../../ui/Link.tsx";
import { AskByMail } from "./AskByMail.tsx";
import { EntryCard } from "./EntryCard.tsx";
import classes from "./EntryCard.module.css";

/** Whoever has an address that the studio takes asks here for an invitation. */
export function SignUpPage() {
  const setup = useQuery(queries.setup()).data;
  if (setup?.signUp === false)
    return (
      <EntryCard
        title="This studio is by invitation"
        text="Ask somebody who is in it to invite you. You get a link that leads you in."
      >
        <title>Join · Kept</title>
        <ButtonLink to="/sign-in">I have an account</ButtonLink>
      </EntryCard>
    );
  return (
    <AskByMail ask="askForInvitation">
      <Link to="/sign-in" className={classes.link}>
        I have an account
      </Link>
    </AskByMail>
  );
}
