import { Suspense, useEffect, useState } from "react";
import { downloadJson } from "../../actions/download.ts";
import { listSetAsideCopies, type SetAsideCopy, type SetAsideQuery } from "../../session/setAsideCopies.ts";
import { showError } from "../../state/notices.ts";
import classes from "./SetAsideCopies.module.css";
import { Button } from "../../ui/Button.tsx";
import { lazyPart } from "../../ui/lazyPart.ts";

const CopyDialog = lazyPart(async () => (await import("../history/CopyDialog.tsx")).CopyDialog);

interface SetAsideCopiesProps extends SetAsideQuery {
  /** Why the map does not take them any more. */
  why: string;
  /** Whether the map is open beside them, so that they can be compared with it. */
  canCompare?: boolean;
}

/** Unsaved work of this browser that the map no longer takes, to download or to drop. */
export function SetAsideCopies({ user, map, generation, why, canCompare = false }: SetAsideCopiesProps) {
  const [copies, setCopies] = useState<readonly SetAsideCopy[]>([]);
  const [looking, setLooking] = useState<SetAsideCopy>();
  useEffect(() => {
    let wanted = true;
    void listSetAsideCopies({ user, map, generation }).then((found) => wanted && setCopies(found));
    return () => {
      wanted = false;
    };
  }, [user, map, generation]);
  return copies.map((copy, index) => (
    <section key={index} className={classes.banner} aria-label="Unsaved changes">
      <p className={classes.text}>
        {why} {copy.unsent} {copy.unsent === 1 ? "change" : "changes"} of yours did not reach the server and{" "}
        {copy.unsent === 1 ? "is" : "are"} kept in this browser.
      </p>
      {canCompare && (
        <Button primary onClick={() => setLooking(copy)}>
          Look at them
        </Button>
      )}
      <Button primary={!canCompare} onClick={() => void download(copy)}>
        Download copy
      </Button>
      <Button onClick={() => void copy.discard().then(() => setCopies(copies.filter((other) => other !== copy)))}>
        Discard
      </Button>
      <Suspense>{looking === copy && <CopyDialog copy={copy} onClose={() => setLooking(undefined)} />}</Suspense>
    </section>
  ));
}

async function download(copy: SetAsideCopy): Promise<void> {
  const journey = await copy.read().catch(() => undefined);
  if (journey === undefined) showError("The copy cannot be read", "Its data in this browser is damaged.");
  else downloadJson(journey, `${journey.title || "Map"} (unsaved changes)`);
}
