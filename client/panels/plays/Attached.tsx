import { X } from "lucide-react";
import { useCallback } from "react";
import type { Kind, RecordOf } from "../../../shared/model/kinds.ts";
import { useAll, useCanEdit } from "../../state/useMap.ts";
import { useRun } from "../../state/useRun.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { SelectField } from "../fields/SelectField.tsx";
import linkClasses from "../LinkRow.module.css";
import { Empty, Fold, Section } from "../Section.tsx";
import { useShow } from "../useShow.ts";
import classes from "./Attached.module.css";

type HolderKind = Extract<Kind, "weakSpot" | "scenario" | "touchpoint">;

const holders = [
  { kind: "weakSpot", word: "Weak spot" },
  { kind: "scenario", word: "Scenario" },
  { kind: "touchpoint", word: "Touchpoint" },
] as const satisfies readonly { kind: HolderKind; word: string }[];

/** What the play is prepared for: weak spots, scenarios and touchpoints, each a press away. */
export function Attached({ play }: { play: string }) {
  const counts = [useAll("weakSpot"), useAll("scenario"), useAll("touchpoint")].map(
    (all) => all.filter(({ plays = [] }) => plays.includes(play)).length,
  );
  const canEdit = useCanEdit();
  const none = counts.every((count) => count === 0);
  return (
    <Section title="Attached to">
      {none && <Empty>Nothing yet. A plan B counts for the risk of the weak spots it is attached to.</Empty>}
      {holders.map(({ kind, word }) => (
        <Holders key={kind} kind={kind} word={word} play={play} />
      ))}
      {canEdit && (
        <Fold title="Attach it">
          {holders.map(({ kind, word }) => (
            <AttachField key={kind} kind={kind} word={word} play={play} />
          ))}
        </Fold>
      )}
    </Section>
  );
}

function Holders({ kind, word, play }: { kind: HolderKind; word: string; play: string }) {
  const canEdit = useCanEdit();
  const show = useShow();
  const all = useAll(kind);
  const placeOf = usePlaceOf(word);
  const setAttached = useAttach(kind, play);
  const attached = all.filter(({ plays = [] }) => plays.includes(play));
  return (
    <>
      {attached.length > 0 && (
        <ul className={linkClasses.list}>
          {attached.map((record) => (
            <li key={record.id} className={classes.row}>
              <button
                type="button"
                className={linkClasses.link}
                onClick={() =>
                  show(
                    "touchpoint" in record && typeof record.touchpoint === "string"
                      ? { kind: "touchpoint", id: record.touchpoint }
                      : { kind, id: record.id },
                  )
                }
              >
                <span className={linkClasses.title}>
                  {record.title}
                  <span className={linkClasses.below}>
                    {kind === "weakSpot" ? `${word} at ${placeOf(record)}` : word}
                  </span>
                </span>
              </button>
              {canEdit && (
                <IconButton
                  size="small"
                  label={`Take it off “${record.title}”`}
                  icon={X}
                  onClick={() => setAttached(record, false)}
                />
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function AttachField({ kind, word, play }: { kind: HolderKind; word: string; play: string }) {
  const placeOf = usePlaceOf(word);
  const setAttached = useAttach(kind, play);
  const free = useAll(kind).filter(({ plays = [] }) => !plays.includes(play));
  if (free.length === 0) return undefined;
  return (
    <SelectField
      label={`Attach to a ${word.toLowerCase()}`}
      value={undefined}
      empty="Choose…"
      options={free.map((record) => ({
        value: record.id,
        label: kind === "weakSpot" ? `${record.title} · ${placeOf(record)}` : record.title,
      }))}
      onCommit={(id) => {
        const record = free.find((each) => each.id === id);
        if (record !== undefined) setAttached(record, true);
      }}
    />
  );
}

/** The touchpoint at which a weak spot is, by name. */
function usePlaceOf(word: string): (record: RecordOf<HolderKind>) => string {
  const touchpoints = useAll("touchpoint");
  return (record) => ("touchpoint" in record && touchpoints.find(({ id }) => id === record.touchpoint)?.title) || word;
}

/** Puts a play on a weak spot, scenario or touchpoint, or takes it off. */
function useAttach(
  kind: HolderKind,
  play: string,
): (holder: { id: string; plays?: readonly string[] | undefined }, attached: boolean) => void {
  const run = useRun();
  return useCallback(
    ({ id, plays = [] }, attached) => {
      const rest = plays.filter((each) => each !== play);
      const command = { weakSpot: "patchWeakSpot", scenario: "patchScenario", touchpoint: "patchTouchpoint" } as const;
      run(command[kind], { id, fields: { plays: attached ? [...rest, play] : rest.length === 0 ? null : rest } });
    },
    [run, kind, play],
  );
}
