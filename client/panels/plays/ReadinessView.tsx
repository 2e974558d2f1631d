import type { Play } from "../../../shared/model/kinds.ts";
import type { Readiness } from "../../../shared/recovery/readiness.ts";
import { usePlayReadiness } from "../../state/useRisk.ts";
import { StatusMark } from "../../ui/StatusMark.tsx";
import { Computed } from "../computed/Computed.tsx";
import { Fold } from "../Section.tsx";
import { explainReadiness } from "./explainReadiness.ts";
import { GapLink } from "./GapLink.tsx";
import { Pillars } from "./Pillars.tsx";
import { ReadinessBar } from "./ReadinessBar.tsx";
import classes from "./ReadinessView.module.css";
import { capitalized, formatScore, readyState } from "./words.ts";

/** How ready a play is, why no more, and what raises it most; every lack leads to the field that mends it. */
export function ReadinessView({ play }: { play: Play }) {
  const readiness = usePlayReadiness(play.id);
  if (readiness === undefined) return <p className={classes.waiting}>Working out how ready it is…</p>;
  const { score, next } = readiness;
  const { status, word } = readyState(readiness);
  const capped = readiness.parts.filter((part) => part.cap === readiness.cap && part.cap < 100);
  const [first, ...others] = next;
  return (
    <section className={classes.view} aria-label="Readiness">
      <div className={classes.head}>
        <span className={classes.score}>
          <Computed label="Readiness" explain={() => explainReadiness(readiness)}>
            {formatScore(score)}
          </Computed>
          <span className={classes.of}>of 100</span>
        </span>
        <span className={classes.word}>
          <StatusMark status={status} />
          {word}
        </span>
      </div>
      <ReadinessBar readiness={readiness} />
      {capped.length > 0 && (
        <p className={classes.cap}>
          Capped at {readiness.cap}: {capped.map(({ lack }) => lack).join("; ")}.
        </p>
      )}
      {first !== undefined && (
        <div>
          <h4 className={classes.small}>What raises it most</h4>
          <LackLink lack={first} score={score} />
        </div>
      )}
      {others.length > 0 && (
        <Fold title="Also missing" note={others.length}>
          <ul className={classes.list}>
            {others.map((lack) => (
              <li key={lack.part}>
                <LackLink lack={lack} score={score} />
              </li>
            ))}
          </ul>
        </Fold>
      )}
      <Pillars play={play} />
    </section>
  );
}

function LackLink({ lack, score }: { lack: Readiness["next"][number]; score: number }) {
  const gain = lack.scoreAfter - score;
  return (
    <GapLink place={lack.part} note={gain > 0 ? `→ ${formatScore(lack.scoreAfter)}` : "capped"}>
      {capitalized(lack.text)}
    </GapLink>
  );
}
