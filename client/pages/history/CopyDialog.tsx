import { Modal } from "@mantine/core";
import { useEffect, useState } from "react";
import { downloadJson } from "../../actions/download.ts";
import { howToPutBack } from "../../actions/putBack.ts";
import type { RecordDifference } from "../../../shared/model/difference.ts";
import { exportJourney } from "../../../shared/model/exportJourney.ts";
import { type CopyContent, readCopyContent } from "../../session/copyContent.ts";
import type { SetAsideCopy } from "../../session/setAsideCopies.ts";
import { announce } from "../../state/announce.ts";
import { kindWords, titleWords, verbWords } from "../../state/changeWords.ts";
import { useCanEdit, useMap } from "../../state/useMap.ts";
import { useRun } from "../../state/useRun.ts";
import { Button } from "../../ui/Button.tsx";
import classes from "./CopyDialog.module.css";
import { type CopyWords, copyWords } from "./copyWords.ts";

/** Work that the map no longer takes by itself: item by item, to be put back by hand or downloaded. */
export function CopyDialog({ copy, onClose }: { copy: SetAsideCopy; onClose: () => void }) {
  const map = useMap();
  const [read, setRead] = useState<CopyContent | "damaged">();
  const words = copyWords(copy);
  useEffect(() => {
    let isWanted = true;
    void readCopyContent(copy, map.mirror)
      .catch(() => undefined)
      .then((content) => isWanted && setRead(content ?? "damaged"));
    return () => {
      isWanted = false;
    };
  }, [copy, map]);
  return (
    <Modal opened onClose={onClose} size={640} title={words.title}>
      {read === undefined && <p role="status">Reading the copy…</p>}
      {read === "damaged" && <p>The copy cannot be read: its data in this browser is damaged.</p>}
      {typeof read === "object" && <Items content={read} words={words} />}
    </Modal>
  );
}

function Items({ content, words }: { content: CopyContent; words: CopyWords }) {
  const { records: copy, beyond } = content;
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
  const left = beyond.filter((each) => howToPutBack(mirror, copy, each) !== undefined);
  return (
    <>
      <p className={classes.lead}>
        {left.length === 0 ? "Everything in this copy is in the map. You can discard it." : words.lead}
      </p>
      <ul className={classes.list}>
        {beyond.map((each) => {
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
        <Button onClick={() => downloadJson(exportJourney(copy), `${copy.map.title || "Map"} (${words.file})`)}>
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
