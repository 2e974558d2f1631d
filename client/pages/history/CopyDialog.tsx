import { Modal } from "@mantine/core";
import { useEffect, useState } from "react";
import { downloadJson } from "../../actions/download.ts";
import { howToPutBack } from "../../actions/putBack.ts";
import { type RecordDifference, differenceOf } from "../../../shared/model/difference.ts";
import { exportJourney } from "../../../shared/model/exportJourney.ts";
import { versionRequests } from "../../api/versions.ts";
import type { MapSession } from "../../session/openMap.ts";
import type { SetAsideCopy } from "../../session/setAsideCopies.ts";
import { announce } from "../../state/announce.ts";
import { kindWords, titleWords, verbWords } from "../../state/changeWords.ts";
import { useCanEdit, useMap } from "../../state/useMap.ts";
import { useRun } from "../../state/useRun.ts";
import { Button } from "../../ui/Button.tsx";
import classes from "./CopyDialog.module.css";

/** A copy that was read, and what in it never reached the server. */
interface Read {
  copy: MapSession;
  unsent: RecordDifference[];
}

/** Work that the map no longer takes by itself: item by item, to be put back by hand or downloaded. */
export function CopyDialog({ copy, onClose }: { copy: SetAsideCopy; onClose: () => void }) {
  const map = useMap();
  const [read, setRead] = useState<Read | "damaged">();
  useEffect(() => {
    let isWanted = true;
    let opened: Read | undefined;
    const open = async () => {
      opened = await readCopy(copy, map).catch(() => undefined);
      if (isWanted) setRead(opened ?? "damaged");
      else opened?.copy.close();
    };
    void open();
    return () => {
      isWanted = false;
      opened?.copy.close();
    };
  }, [copy, map]);
  return (
    <Modal opened onClose={onClose} size={640} title="Changes that did not reach the server">
      {read === undefined && <p role="status">Reading the copy…</p>}
      {read === "damaged" && <p>The copy cannot be read: its data in this browser is damaged.</p>}
      {typeof read === "object" && <Items read={read} />}
    </Modal>
  );
}

function Items({ read }: { read: Read }) {
  const { unsent } = read;
  const copy = read.copy.mirror;
  const { mirror } = useMap();
  const canEdit = useCanEdit();
  const run = useRun();
  // Each step changes what is left to do.
  const [, setSteps] = useState(0);
  const putBack = (some: readonly RecordDifference[]) => {
    const put = some.filter((each) => howToPutBack(mirror, copy, each)?.do(run) === true).length;
    setSteps((steps) => steps + 1);
    if (put > 0) announce(put === 1 ? "Put back" : `${put} put back`);
  };
  const left = unsent.filter((each) => howToPutBack(mirror, copy, each) !== undefined);
  return (
    <>
      <p className={classes.lead}>
        {left.length === 0
          ? "Everything in this copy is in the map. You can discard it."
          : "They are in this browser only. The map is not changed until you put something back; each step can be undone."}
      </p>
      <ul className={classes.list}>
        {unsent.map((each) => {
          const how = howToPutBack(mirror, copy, each);
          return (
            <li key={`${each.kind} ${each.id}`} className={classes.item}>
              <span className={classes.what}>
                <span>{titleWords(each)}</span>
                <span className={classes.quiet}>
                  {kindWords(each.kind)} {verbWords(each.verb, each.fields)}
                </span>
              </span>
              {how === undefined ? (
                <span className={classes.quiet}>In the map</span>
              ) : (
                canEdit && (
                  <Button onClick={() => putBack([each])} aria-label={`${how.label}: ${titleWords(each)}`}>
                    {how.label}
                  </Button>
                )
              )}
            </li>
          );
        })}
      </ul>
      <div className={classes.actions}>
        <Button onClick={() => downloadJson(exportJourney(copy), `${copy.map.title || "Map"} (unsaved changes)`)}>
          Download copy
        </Button>
        {canEdit && left.length > 1 && (
          <Button primary onClick={() => putBack(left)}>
            Put all back
          </Button>
        )}
      </div>
    </>
  );
}

/**
 * What was changed in the copy: compared with what the server kept of that history when it was replaced, or with the map
 * of now when that is not known.
 */
async function readCopy(aside: SetAsideCopy, map: MapSession): Promise<Read | undefined> {
  const copy = map.lookAt(await aside.readState());
  if (copy.mirror.map.title === "" && copy.mirror.all("stage").length === 0) {
    copy.close();
    return undefined;
  }
  const before = await openBefore(map, aside.generation).catch(() => undefined);
  const unsent = differenceOf(before?.mirror ?? map.mirror, copy.mirror).filter(
    // Without what was there, what is only in the map may be somebody else's.
    ({ verb, fields }) => (before !== undefined || verb !== "removed") && fields.join() !== "order",
  );
  before?.close();
  return { copy, unsent };
}

/** What the server had of a history when another took its place. */
async function openBefore(map: MapSession, generation: string): Promise<MapSession | undefined> {
  const versions = await versionRequests.list(map.mapId);
  const last = versions.find((version) => version.kind === "safety" && version.generation === generation);
  return last && map.lookAt(await versionRequests.state(map.mapId, last.id));
}
