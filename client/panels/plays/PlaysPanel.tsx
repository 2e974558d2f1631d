import { useMemo, useState } from "react";
import type { Play } from "../../../shared/model/kinds.ts";
import { rehearsalState } from "../../../shared/recovery/playFacts.ts";
import { triggerSentence } from "../../../shared/recovery/triggerWords.ts";
import { useAll } from "../../state/useMap.ts";
import { useRiskEngine } from "../../state/useRisk.ts";
import { SelectField } from "../fields/SelectField.tsx";
import { PanelFrame } from "../inspector/PanelFrame.tsx";
import { Empty, Fold, Pair, Section } from "../Section.tsx";
import { AddPlay } from "./AddPlay.tsx";
import { LocalField } from "./LocalField.tsx";
import { PlayRow } from "./PlayRow.tsx";
import classes from "./Plays.module.css";
import { TriggerCheck } from "./TriggerCheck.tsx";
import { useJudging } from "./useJudging.ts";

const lackNames = ["notReady", "neverRehearsed", "stale", "noOwner", "unattached"] as const;
type LackName = (typeof lackNames)[number];

const lackWords: Readonly<Record<LackName, string>> = {
  notReady: "Not ready to use",
  neverRehearsed: "Never rehearsed",
  stale: "Rehearsal stale",
  noOwner: "Without an owner",
  unattached: "Attached to nothing",
};

/** From here on a list is searched, not read. */
const searchedFrom = 4;

/** Every plan B of the map: how ready, whose, when it starts, and what it is for. */
export function PlaysPanel() {
  const plays = useAll("play");
  const attached = useAttachedTo();
  const { engine } = useRiskEngine();
  const { today, halfLifeDays } = useJudging();
  const [words, setWords] = useState("");
  const [lack, setLack] = useState<LackName>();
  const rehearsed = (play: Play) => rehearsalState(play, today, halfLifeDays).state;
  const lacks: Readonly<Record<LackName, (play: Play) => boolean>> = {
    notReady: ({ id }) => (engine?.play(id)?.cap ?? 0) < 100,
    neverRehearsed: (play) => rehearsed(play) === "never",
    stale: (play) => rehearsed(play) === "stale",
    noOwner: ({ owner = "" }) => owner.trim() === "",
    unattached: ({ id }) => !attached.has(id),
  };
  const shown = plays.filter((play) => matches(play, words) && (lack === undefined || lacks[lack](play)));
  const withMetric = plays.filter((play) => (play.trigger?.metric ?? "").trim() !== "");
  return (
    <PanelFrame kind="Plans B">
      {plays.length === 0 && (
        <Empty>
          No plans B yet. A plan B is what the team does when a promise breaks anyway: who starts it, what may be given
          without asking, and what is said first.
        </Empty>
      )}
      <AddPlay isFirst={plays.length === 0} />
      {plays.length >= searchedFrom && (
        <Pair>
          <LocalField label="Find" value={words} placeholder="Title, owner, trigger" onChange={setWords} />
          <SelectField
            label="Show"
            isView
            value={lack}
            empty="All"
            options={lackNames.map((value) => ({ value, label: lackWords[value] }))}
            onCommit={(next) => setLack(next ?? undefined)}
          />
        </Pair>
      )}
      {plays.length > 0 && (
        <Section
          title={shown.length === plays.length ? `${plays.length} plans B` : `${shown.length} of ${plays.length}`}
        >
          {shown.length === 0 && <Empty>None of them is like that.</Empty>}
          <ul className={classes.plain}>
            {shown.map((play) => (
              <PlayRow key={play.id} play={play} attached={attached.get(play.id)} />
            ))}
          </ul>
        </Section>
      )}
      {withMetric.length > 0 && (
        <Fold title="Trigger check" note="which start at a value">
          <TriggerCheck plays={withMetric} />
        </Fold>
      )}
    </PanelFrame>
  );
}

function matches(play: Play, words: string): boolean {
  const text = [play.title, play.owner, play.deputy, triggerSentence(play.trigger)].join(" ").toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => text.includes(word));
}

/** What each play is attached to, counted in words; a play attached to nothing is not in it. */
function useAttachedTo(): ReadonlyMap<string, string> {
  const weakSpots = useAll("weakSpot");
  const scenarios = useAll("scenario");
  const touchpoints = useAll("touchpoint");
  return useMemo(() => {
    const words = new Map<string, string[]>();
    const count = (word: string, holders: readonly { plays?: readonly string[] | undefined }[]) => {
      const counts = new Map<string, number>();
      for (const { plays = [] } of holders)
        for (const play of new Set(plays)) counts.set(play, (counts.get(play) ?? 0) + 1);
      for (const [play, n] of counts)
        words.set(play, [...(words.get(play) ?? []), `${n} ${word}${n === 1 ? "" : "s"}`]);
    };
    count("weak spot", weakSpots);
    count("scenario", scenarios);
    count("touchpoint", touchpoints);
    return new Map([...words].map(([play, parts]) => [play, parts.join(", ")]));
  }, [weakSpots, scenarios, touchpoints]);
}
