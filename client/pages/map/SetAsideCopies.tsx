import { Suspense, useEffect, useState } from "react";
import { downloadJson } from "../../actions/download.ts";
import { listSetAsideCopies, type SetAsideCopy, type SetAsideQuery } from "../../session/setAsideCopies.ts";
import { copyWords } from "../history/copyWords.ts";
import { showError } from "../../state/notices.ts";
import classes from "./SetAsideCopies.module.css";
import { Button } from "../../ui/Button.tsx";
import { lazyPart } from "../../ui/lazyPart.ts";

const CopyDialog = lazyPart(async () => (await import("../history/CopyDialog.tsx")).CopyDialog);

interface SetAsideCopiesProps extends SetAsideQuery {
  /** Why the map does not take what did not reach the server. */
  why: string;
}

/** Work in this browser that the map does not have and no longer takes, to look at, to download or to drop. */
export function SetAsideCopies({ user, map, open, why }: SetAsideCopiesProps) {
  const [copies, setCopies] = useState<readonly SetAsideCopy[]>([]);
  const [looking, setLooking] = useState<SetAsideCopy>();
  useEffect(() => {
    let wanted = true;
    void listSetAsideCopies({ user, map, open }).then((found) => wanted && setCopies(found));
    return () => {
      wanted = false;
    };
    // The same map in the same history and role, however often this is drawn.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [user, map, open?.generation, open?.canEdit]);
  return copies.map((copy, index) => (
    <section key={index} className={classes.banner} aria-label={copyWords(copy).label}>
      <p className={classes.text}>{copyWords(copy, why).sentence}</p>
      {open !== undefined && (
        <Button primary onClick={() => setLooking(copy)}>
          Look at them
        </Button>
      )}
      <Button primary={open === undefined} onClick={() => void download(copy)}>
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
  else downloadJson(journey, `${journey.title || "Map"} (${copyWords(copy).file})`);
}
