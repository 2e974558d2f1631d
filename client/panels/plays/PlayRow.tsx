import type { Play } from "../../../shared/model/kinds.ts";
import { rehearsalState } from "../../../shared/recovery/playFacts.ts";
import { triggerSentence } from "../../../shared/recovery/triggerWords.ts";
import { useLocalStore } from "../../state/local.ts";
import { usePlayReadiness } from "../../state/useRisk.ts";
import { StatusMark } from "../../ui/StatusMark.tsx";
import { startJump } from "../jump.ts";
import classes from "./PlayRow.module.css";
import { ReadinessBar } from "./ReadinessBar.tsx";
import { useJudging } from "./useJudging.ts";
import { formatScore, readyState } from "./words.ts";

/** One play of the list; a press opens it. */
export function PlayRow({ play, attached }: { play: Play; attached: string | undefined }) {
  const local = useLocalStore();
  const readiness = usePlayReadiness(play.id);
  const { today, halfLifeDays } = useJudging();
  const rehearsal = rehearsalState(play, today, halfLifeDays).state;
  const state = readiness === undefined ? undefined : readyState(readiness);
  return (
    <li className={classes.row}>
      <button
        type="button"
        className={classes.button}
        onClick={() => {
          startJump(undefined);
          local.getState().select([{ kind: "play", id: play.id }]);
        }}
      >
        <span className={classes.head}>
          <span className={classes.title}>{play.title}</span>
          <span className={classes.score}>{readiness === undefined ? "…" : formatScore(readiness.score)}</span>
        </span>
        {readiness !== undefined && <ReadinessBar readiness={readiness} />}
        <span className={classes.facts}>
          {state !== undefined && (
            <span className={classes.state}>
              <StatusMark status={state.status} size={10} />
              {state.word}
            </span>
          )}
          {rehearsal !== "fresh" && (
            <span className={classes.flag}>{rehearsal === "never" ? "never rehearsed" : "rehearsal stale"}</span>
          )}
        </span>
        <span className={classes.below}>{triggerSentence(play.trigger) ?? "No trigger"}</span>
        <span className={classes.below}>
          {play.owner ?? "No owner"} · {attached ?? "attached to nothing"}
        </span>
      </button>
    </li>
  );
}
