import { Download } from "lucide-react";
import { useState } from "react";
import type { User } from "../../../shared/api/people.ts";
import { downloadJson } from "../../actions/download.ts";
import { peopleRequest } from "../../api/peopleRequest.ts";
import { clearLocalCopies } from "../../session/clearLocalCopies.ts";
import { forgetRecentMaps } from "../../state/recentMaps.ts";
import { Button } from "../../ui/Button.tsx";
import { ConfirmDialog } from "../ConfirmDialog.tsx";
import classes from "./Form.module.css";
import { Part } from "./Part.tsx";
import { PeopleFrame } from "./PeopleFrame.tsx";
import { useAct } from "./useAct.ts";

/** What a guest is to the studio, what it holds about him, and his way to be forgotten. */
export function GuestPage({ user }: { user: User }) {
  const [erasing, setErasing] = useState(false);
  const take = useAct({
    work: () => peopleRequest("exportMe", {}),
    failed: "Your data was not downloaded",
    done: (data) => downloadJson(data, "my data in Kept"),
  });
  const erase = useAct({
    work: async () => {
      await peopleRequest("eraseMe", { body: { email: "" } });
      await clearLocalCopies(user.id).catch(() => undefined);
    },
    failed: "You are not forgotten yet",
    done: () => {
      forgetRecentMaps();
      window.location.assign("/sign-in");
    },
  });
  return (
    <PeopleFrame title="Being a guest" lead={`You came by a link, as “${user.name}”. You have no account here.`}>
      <Part title="Coming and going">
        <p className={classes.text}>
          You see the maps whose links you opened, for as long as those links are in force. Sign out in the menu at the
          top right; to come back you need the link again. For an account of your own, ask whoever sent the link to
          invite you.
        </p>
      </Part>
      <Part title="Your data" text="The studio holds your name, and what you did in the maps you were let into.">
        <div className={classes.start}>
          <Button icon={Download} busy={take.isPending} onClick={() => take.mutate()}>
            Download my data
          </Button>
          <Button danger busy={erase.isPending} onClick={() => setErasing(true)}>
            Leave and be forgotten
          </Button>
        </div>
      </Part>
      {erasing && (
        <ConfirmDialog
          title="Leave and be forgotten?"
          text="Your name goes, and you are signed out. What you did in maps stays, without your name. A name that somebody typed into a map as its content stays as well. This cannot be undone."
          verb="Forget me"
          onClose={() => setErasing(false)}
          onConfirm={() => {
            setErasing(false);
            erase.mutate();
          }}
        />
      )}
    </PeopleFrame>
  );
}
