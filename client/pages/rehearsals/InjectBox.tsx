import { type FormEvent, useMemo, useState } from "react";
import { type Inject, injectLevels } from "../../../shared/exercise/act.ts";
import { clockText, elapsedMs } from "../../../shared/exercise/clock.ts";
import { type InjectNow, injectsAt } from "../../../shared/exercise/injects.ts";
import { limits } from "../../../shared/limits.ts";
import fieldClasses from "../../panels/fields/Field.module.css";
import { Term } from "../../panels/fields/Term.tsx";
import { Button } from "../../ui/Button.tsx";
import { readRemembered, useRemembered } from "../plays/useRemembered.ts";
import { Box, Nothing } from "./Box.tsx";
import classes from "./InjectBox.module.css";
import { LevelMark } from "./LevelMark.tsx";
import { useAct, useExerciseKey, useExerciseState, useNews, useStanding } from "./useExercise.ts";
import { levelWords } from "./words.ts";

/** So many to come are shown at first: the facilitator has the steps to watch, too. */
const shown = 3;

/** What happens: the inject that came last, those before it, and for the facilitator those to come. */
export function InjectBox({ now }: { now: number }) {
  const state = useExerciseState();
  const { standing, may } = useStanding();
  const all = useMemo(() => injectsAt(state, now), [state, now]);
  const out = all.filter(({ outAtMs }) => outAtMs !== undefined).toReversed();
  const coming = all.filter(({ outAtMs }) => outAtMs === undefined);
  useNews(out);
  const [latest, ...earlier] = out;
  return (
    <Box title={<Term of="inject">What happens</Term>}>
      {latest === undefined ? (
        <Nothing>Nothing yet. The story begins; the first inject comes by itself.</Nothing>
      ) : (
        <div className={classes.latest} data-level={latest.level}>
          <span className={classes.meta}>
            <LevelMark level={latest.level} />
            {levelWords[latest.level]} · {clockText(latest.outAtMs ?? 0)}
          </span>
          <p className={classes.text}>{latest.text}</p>
        </div>
      )}
      {earlier.length > 0 && (
        <ul className={classes.list} aria-label="Earlier">
          {earlier.map((inject) => (
            <li key={inject.id} className={classes.line}>
              <span className={classes.time}>{clockText(inject.outAtMs ?? 0)}</span>
              <LevelMark level={inject.level} />
              <span>{inject.text}</span>
            </li>
          ))}
        </ul>
      )}
      {standing === "facilitator" && <Coming injects={coming} elapsed={elapsedMs(state.clock, now)} />}
      {may("addInject") && <AddInject />}
    </Box>
  );
}

function Coming({ injects, elapsed }: { injects: readonly InjectNow[]; elapsed: number }) {
  const { may } = useStanding();
  const { act, busy } = useAct();
  const [showsAll, setShowsAll] = useState(false);
  if (injects.length === 0) return null;
  const near = showsAll ? injects : injects.slice(0, shown);
  return (
    <div className={classes.coming}>
      <h3 className={classes.small}>To come, seen by facilitators only</h3>
      <ul className={classes.list}>
        {near.map(({ id, text, level, atMinute }) => (
          <li key={id} className={classes.line}>
            <span className={classes.time}>in {clockText(atMinute * 60_000 - elapsed + 999)}</span>
            <LevelMark level={level} />
            <span className={classes.grow}>{text}</span>
            {may("fire") && (
              <Button
                aria-label={`Bring now: ${text}`}
                busy={busy}
                onClick={() => void act({ type: "fire", inject: id })}
              >
                Bring now
              </Button>
            )}
          </li>
        ))}
      </ul>
      {injects.length > near.length && (
        <span>
          <Button onClick={() => setShowsAll(true)}>{`Show all ${injects.length}`}</Button>
        </span>
      )}
    </div>
  );
}

/** A turn that the facilitator thinks of while the clock runs: it comes at once. */
function AddInject() {
  const { act, busy } = useAct();
  const key = `${useExerciseKey()} inject`;
  const [text, setText] = useRemembered(key, "");
  const [level, setLevel] = useState<Inject["level"]>(2);
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === "") return;
    void act({ type: "addInject", text, level, atMinute: 0 }).then(
      (done) => done && readRemembered(key, "") === text && setText(""),
    );
  };
  return (
    <form className={classes.add} onSubmit={add}>
      <select
        className={fieldClasses.control}
        aria-label="How hard the new inject is"
        value={level}
        onChange={(event) => setLevel(Number(event.target.value) as Inject["level"])}
      >
        {injectLevels.map((each) => (
          <option key={each} value={each}>
            {levelWords[each]}
          </option>
        ))}
      </select>
      <input
        className={fieldClasses.control}
        aria-label="A new inject, at once"
        placeholder="Something else happens now…"
        autoComplete="off"
        maxLength={limits.exerciseTextChars}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button submit busy={busy}>
        Bring it
      </Button>
    </form>
  );
}
