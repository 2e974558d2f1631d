import { useEffect, useState } from "react";
import { downloadJson } from "../../actions/exportFile.ts";
import { listSetAsideCopies, type SetAsideCopy } from "../../session/setAsideCopies.ts";
import { showError } from "../../state/notices.ts";
import { useCanEdit, useMap } from "../../state/useMap.ts";
import classes from "./SetAsideCopies.module.css";
import { Button } from "../../ui/Button.tsx";

/** Unsaved work of this browser that the map no longer takes (it was restored, or one may only look), to download or to drop. */
export function SetAsideCopies() {
  const { copyName } = useMap();
  const canEdit = useCanEdit();
  const [copies, setCopies] = useState<readonly SetAsideCopy[]>([]);
  useEffect(() => {
    let wanted = true;
    void listSetAsideCopies(copyName, canEdit).then((found) => wanted && setCopies(found));
    return () => {
      wanted = false;
    };
  }, [copyName, canEdit]);
  return copies.map((copy, index) => (
    <section key={index} className={classes.banner} aria-label="Unsaved changes">
      <p className={classes.text}>
        {canEdit ? "This map was restored to another state." : "You may no longer edit this map."} {copy.unsent}{" "}
        {copy.unsent === 1 ? "change" : "changes"} of yours did not reach the server and{" "}
        {copy.unsent === 1 ? "is" : "are"} kept in this browser.
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
  else downloadJson(journey, `${journey.title || "Map"} (unsaved changes)`);
}
