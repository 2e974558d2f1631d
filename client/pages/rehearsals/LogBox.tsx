import { type FormEvent, useLayoutEffect, useRef, useState } from "react";
import { logKinds, type LogKind } from "../../../shared/exercise/act.ts";
import { clockText } from "../../../shared/exercise/clock.ts";
import { limits } from "../../../shared/limits.ts";
import fieldClasses from "../../panels/fields/Field.module.css";
import { Button } from "../../ui/Button.tsx";
import { readRemembered, useRemembered } from "../plays/useRemembered.ts";
import { Box, Nothing } from "./Box.tsx";
import classes from "./LogBox.module.css";
import { useAct, useExerciseKey, useExerciseState, useStanding } from "./useExercise.ts";
import { logWords } from "./words.ts";

/** The log: what was seen, decided and what went wrong, each with the exercise's time. */
export function LogBox() {
  const { log } = useExerciseState();
  const { may } = useStanding();
  const list = useRef<HTMLOListElement>(null);
  const last = log.at(-1)?.id;
  // The newest is in sight, as in a chat.
  useLayoutEffect(() => {
    if (last !== undefined && list.current !== null) list.current.scrollTop = list.current.scrollHeight;
  }, [last]);
  return (
    <Box title="Log">
      {log.length === 0 ? (
        <Nothing>Nothing written yet. Note what you see, decide and miss; it makes the review.</Nothing>
      ) : (
        // Scrolled by the keyboard, too.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <ol ref={list} className={classes.log} tabIndex={0} aria-label="Log entries">
          {log.map(({ id, atMs, kind, text, by }) => (
            <li key={id} className={classes.entry}>
              <span className={classes.meta}>
                <span className={classes.kind} data-kind={kind}>
                  {logWords[kind]}
                </span>
                {clockText(atMs)} · {by.name}
              </span>
              <span>{text}</span>
            </li>
          ))}
        </ol>
      )}
      {may("log") && <LogForm />}
    </Box>
  );
}

function LogForm() {
  const { act, busy } = useAct();
  const [kind, setKind] = useState<LogKind>("observation");
  const key = `${useExerciseKey()} log`;
  const [text, setText] = useRemembered(key, "");
  const write = (event: FormEvent) => {
    event.preventDefault();
    const written = text.trim();
    if (written === "" || busy) return;
    // What was typed meanwhile stays.
    void act({ type: "log", kind, text: written }).then(
      (done) => done && readRemembered(key, "").trim() === written && setText(""),
    );
  };
  return (
    <form className={classes.form} onSubmit={write}>
      <select
        className={fieldClasses.control}
        aria-label="Kind of entry"
        value={kind}
        onChange={(event) => setKind(event.target.value as LogKind)}
      >
        {logKinds.map((each) => (
          <option key={each} value={each}>
            {logWords[each]}
          </option>
        ))}
      </select>
      <input
        className={`${fieldClasses.control} ${classes.text}`}
        aria-label="New log entry"
        placeholder="Write and press Enter"
        autoComplete="off"
        enterKeyHint="send"
        maxLength={limits.exerciseTextChars}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button submit busy={busy}>
        Write
      </Button>
    </form>
  );
}
