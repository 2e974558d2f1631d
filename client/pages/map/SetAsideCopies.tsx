import { useEffect, useState } from "react";
import { downloadJson } from "../../actions/exportFile.ts";
import { listSetAsideCopies, type SetAsideCopy } from "../../session/setAsideCopies.ts";
import { showError } from "../../state/notices.ts";
import { useMap } from "../../state/useMap.ts";
import classes from "./SetAsideCopies.module.css";
import { Button } from "../../ui/Button.tsx";

/** After a map was restored to another state: unsaved work of this browser from before, to download or to drop. */
export function SetAsideCopies() {
  const { copyName } = useMap();
  const [copies, setCopies] = useState<readonly SetAsideCopy[]>([]);
  useEffect(() => {
    let wanted = true;
    void listSetAsideCopies(copyName).then((found) => wanted && setCopies(found));
    return () => {
      wanted = false;
    };
  }, [copyName]);
  return copies.map((copy, index) => (
    <section key={index} className={classes.banner} aria-label="Unsaved changes from before the map was restored">
      <p className={classes.text}>
        This map was restored to another state. {copy.unsent} {copy.unsent === 1 ? "change" : "changes"} of yours from
        before did not reach the server and are kept in this browser.
      </p>
      <Button primary onClick={() => void download(copy)}>
        Download copy
      </Button>
      <Button onClick={() => void copy.discard().then(() => setCopies(copies.filter((other) => other !== copy)))}>
        Discard
      </Button>
    </section>
  ));
}

async function download(copy: SetAsideCopy): Promise<void> {
  const journey = await copy.read().catch(() => undefined);
  if (journey === undefined) showError("The copy cannot be read", "Its data in this browser is damaged.");
  else downloadJson(journey, `${journey.title || "Map"} (before it was restored)`);
}
