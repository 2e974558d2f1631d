import { useState } from "react";
import type { Play } from "../../../shared/model/kinds.ts";
import { recoveryParadox } from "../../../shared/recovery/paradox.ts";
import { type PillarName, pillars } from "../../../shared/recovery/pillars.ts";
import { bestIncident } from "../../../shared/recovery/playFacts.ts";
import { StatusMark } from "../../ui/StatusMark.tsx";
import { GapLink } from "./GapLink.tsx";
import playClasses from "./Plays.module.css";
import classes from "./ReadinessView.module.css";
import { useJudging } from "./useJudging.ts";
import { capitalized, pillarWords } from "./words.ts";

/** What each pillar is about, said when it holds. */
const meanings: Readonly<Record<PillarName, string>> = {
  mindset: "No excuses, no favours, an answer to extreme requests, and back what was lost.",
  foundations: "An owner, a trigger, authority that is agreed, and a recent rehearsal.",
  sequence: "Acknowledge, understand, fix and extra, follow up: in this order.",
};

/** The three pillars of a recovery: which hold, and where the gaps of the others are put right. */
export function Pillars({ play }: { play: Play }) {
  const { today, halfLifeDays } = useJudging();
  const [shown, setShown] = useState<PillarName>();
  const all = pillars(play, today, halfLifeDays);
  const open = all.find(({ name }) => name === shown);
  return (
    <>
      <div className={classes.pillars} role="group" aria-label="Pillars of recovery">
        {all.map(({ name, holds, gaps }) => (
          <button
            key={name}
            type="button"
            className={classes.pillar}
            aria-expanded={name === shown}
            onClick={() => setShown(name === shown ? undefined : name)}
          >
            {pillarWords[name]}
            <span className={classes.pillarState}>
              <StatusMark status={holds ? "kept" : "atRisk"} />
              {holds ? "holds" : `${gaps.length} ${gaps.length === 1 ? "gap" : "gaps"}`}
            </span>
          </button>
        ))}
      </div>
      {open !== undefined && (
        <div>
          <p className={playClasses.lead}>{meanings[open.name]}</p>
          <ul className={classes.list}>
            {open.gaps.map(({ place, text }) => (
              <li key={text}>
                <GapLink place={place}>{capitalized(text)}</GapLink>
              </li>
            ))}
          </ul>
        </div>
      )}
      <p className={playClasses.lead}>{paradoxAtBest(play)}</p>
      <ul className={classes.list}>
        {recoveryParadox(bestIncident(play)).cautions.map((caution) => (
          <li key={caution}>{caution}</li>
        ))}
      </ul>
    </>
  );
}

/** Whether this recovery could please more than no failure, everything else being favourable. */
function paradoxAtBest(play: Play): string {
  const { reasons, verdict } = recoveryParadox(bestIncident(play));
  if (verdict === "eligible")
    return "At its best this recovery may leave a customer happier than before. Never count on it, and never fail on purpose.";
  const because = reasons.flatMap((reason) => {
    if (reason === "NO_EXTRA") return "there is no extra";
    if (reason === "FOLLOW_UP_MISSED") return "nobody follows up";
    return reason === "DOUBLE_DEVIATION" ? "nothing is fixed" : [];
  });
  const verb = verdict === "impossible" ? "cannot" : "is unlikely to";
  return `This recovery ${verb} leave a customer happier than before: ${because.join(" and ")}.`;
}
