import type { User } from "../../../shared/api/people.ts";
import { Part } from "./Part.tsx";
import { PeopleFrame } from "./PeopleFrame.tsx";
import classes from "./Form.module.css";

/** What a guest is to the studio. */
export function GuestPage({ user }: { user: User }) {
  return (
    <PeopleFrame title="Being a guest" lead={`You came by a link, as “${user.name}”. You have no account here.`}>
      <Part title="What is kept of you">
        <p className={classes.text}>
          Your name, and what you did in the maps the link leads to. Whoever looks after a map can end its link at any
          time; you are then signed out.
        </p>
      </Part>
      <Part title="When you are done">
        <p className={classes.text}>
          Sign out in the menu at the top right. To come back you need the link again. For an account of your own, ask
          whoever sent the link to invite you.
        </p>
      </Part>
    </PeopleFrame>
  );
}
