import { Link2 } from "lucide-react";
import { useState } from "react";
import { AppError } from "../../../shared/errors.ts";
import { request } from "../../api/request.ts";
import { showError } from "../../state/notices.ts";
import { Button } from "../../ui/Button.tsx";
import classes from "./Frontline.module.css";

/** A link for people on shift that leads straight to the plans, to look and to record, not to change the map. */
export function TeamLink({ map, play }: { map: string; play?: string }) {
  const [url, setUrl] = useState<string>();
  const [busy, setBusy] = useState(false);
  const make = async () => {
    setBusy(true);
    try {
      const link = await request("createLink", { params: { map }, body: { role: "viewer" } });
      const address = new URL(link.url);
      address.searchParams.set("plays", play ?? "");
      setUrl(address.toString());
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      showError("There is no link yet", error.message);
    }
    setBusy(false);
  };
  return (
    <div className={classes.card}>
      <p className={classes.text}>
        A link for the team opens {play === undefined ? "these plans" : "this plan"} on any phone, without an account,
        for 30 days.
      </p>
      {url === undefined ? (
        <Button icon={Link2} busy={busy} onClick={() => void make()}>
          Make a link for the team
        </Button>
      ) : (
        <input
          readOnly
          className={classes.search}
          aria-label="Link for the team"
          value={url}
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
    </div>
  );
}
