import { Download } from "lucide-react";
import { useState } from "react";
import type { Me, User } from "../../../shared/api/people.ts";
import { downloadJson } from "../../actions/download.ts";
import { peopleRequest } from "../../api/peopleRequest.ts";
import { clearLocalCopies } from "../../session/clearLocalCopies.ts";
import { forgetRecentMaps } from "../../state/recentMaps.ts";
import { Button } from "../../ui/Button.tsx";
import { EraseDialog } from "./EraseDialog.tsx";
import classes from "./Form.module.css";
import { Part } from "./Part.tsx";
import { useAct } from "./useAct.ts";

interface MyDataPartProps {
  user: User;
  account: NonNullable<Me["account"]>;
}

/** What the studio holds about one: to take along, and to erase. */
export function MyDataPart({ user, account }: MyDataPartProps) {
  const [erasing, setErasing] = useState(false);
  const take = useAct({
    work: () => peopleRequest("exportMe", {}),
    failed: "Your data was not downloaded",
    done: (data) => downloadJson(data, "my data in Kept"),
  });
  return (
    <Part title="Your data" text="Everything the studio holds about you is yours to take along, and to have erased.">
      <div className={classes.start}>
        <Button icon={Download} busy={take.isPending} onClick={() => take.mutate()}>
          Download my data
        </Button>
        <Button danger onClick={() => setErasing(true)}>
          Erase my account
        </Button>
      </div>
      {erasing && (
        <EraseDialog
          title="Erase your account?"
          whose="your"
          email={account.email}
          asksPassword={account.hasPassword}
          erase={async (body) => {
            await peopleRequest("eraseMe", { body });
            // The account is gone; what cannot be cleared here goes with the browser's own data.
            await clearLocalCopies(user.id).catch(() => undefined);
            forgetRecentMaps();
            window.location.assign("/sign-in");
          }}
          onClose={() => setErasing(false)}
        />
      )}
    </Part>
  );
}
