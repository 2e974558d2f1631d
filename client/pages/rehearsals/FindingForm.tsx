import { type FormEvent, type ReactNode } from "react";
import { type FindingKind, findingKinds } from "../../../shared/exercise/act.ts";
import type { Finding } from "../../../shared/exercise/state.ts";
import { limits } from "../../../shared/limits.ts";
import { playPhases } from "../../../shared/model/play.ts";
import { Field } from "../../panels/fields/Field.tsx";
import fieldClasses from "../../panels/fields/Field.module.css";
import { useAll } from "../../state/useMap.ts";
import { Button } from "../../ui/Button.tsx";
import { forgetRemembered, useRemembered } from "../plays/useRemembered.ts";
import classes from "./FindingsBox.module.css";
import { useAct, useExerciseKey, useExerciseState } from "./useExercise.ts";
import { findingWords, stepWords } from "./words.ts";

interface FindingFormProps {
  /** The one to change; a new one without it. */
  finding?: Finding;
  onDone: () => void;
}

/** A finding in a short form: what it asks for, who, until when, where. */
export function FindingForm({ finding, onDone: onClose }: FindingFormProps) {
  const { plays: rehearsed } = useExerciseState();
  const exercise = useExerciseKey();
  const key = `${exercise} ${finding?.id ?? "new"} `;
  const onDone = () => {
    forgetRemembered(key);
    onClose();
  };
  const plays = useAll("play");
  const weakSpots = useAll("weakSpot");
  const { act, busy } = useAct();
  const [kind, setKind] = useRemembered<FindingKind>(`${key}kind`, finding?.kind ?? "newStep");
  const [text, setText] = useRemembered(`${key}text`, finding?.text ?? "");
  const [owner, setOwner] = useRemembered(`${key}owner`, finding?.owner ?? "");
  const [dueOn, setDueOn] = useRemembered(`${key}dueOn`, finding?.dueOn ?? "");
  const [play, setPlay] = useRemembered(`${key}play`, finding?.play ?? rehearsed[0]?.id ?? "");
  const [phase, setPhase] = useRemembered(`${key}phase`, finding?.phase ?? "fix");
  const [weakSpot, setWeakSpot] = useRemembered(`${key}weakSpot`, finding?.weakSpot ?? "");
  const needsPlay = kind === "newStep" || kind === "owner";

  const send = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === "") return;
    const fields = {
      kind,
      text: text.trim(),
      ...(owner.trim() !== "" && { owner: owner.trim() }),
      ...(dueOn !== "" && { dueOn }),
      ...(needsPlay && play !== "" && { play }),
      ...(kind === "newStep" && { phase }),
      ...(kind === "prevention" && weakSpot !== "" && { weakSpot }),
    };
    const sent =
      finding === undefined
        ? act({ type: "addFinding", ...fields })
        : act({ type: "changeFinding", finding: finding.id, ...fields });
    void sent.then((isDone) => isDone && onDone());
  };

  return (
    <form className={classes.form} onSubmit={send}>
      <Choice label="What it asks for" value={kind} onChange={(next) => setKind(next as FindingKind)}>
        {findingKinds.map((each) => (
          <option key={each} value={each}>
            {findingWords[each]}
          </option>
        ))}
      </Choice>
      {needsPlay && (
        <Choice label="Play" value={play} onChange={setPlay}>
          <option value="">Choose a play</option>
          {plays.map(({ id, title }) => (
            <option key={id} value={id}>
              {title || "Untitled play"}
            </option>
          ))}
        </Choice>
      )}
      {kind === "newStep" && (
        <Choice label="Part of the play" value={phase} onChange={(next) => setPhase(next as typeof phase)}>
          {playPhases.map((each) => (
            <option key={each} value={each}>
              {stepWords[each]}
            </option>
          ))}
        </Choice>
      )}
      {kind === "prevention" && (
        <Choice label="Weak spot" value={weakSpot} onChange={setWeakSpot}>
          <option value="">Choose a weak spot</option>
          {weakSpots.map(({ id, title }) => (
            <option key={id} value={id}>
              {title || "Untitled weak spot"}
            </option>
          ))}
        </Choice>
      )}
      <div className={classes.wide}>
        <Field label={kind === "newStep" ? "The step" : "Finding"}>
          {(ids) => (
            <textarea
              {...ids}
              rows={2}
              className={fieldClasses.control}
              // Asked for by pressing the button that opened the form.
              autoFocus
              required
              maxLength={limits.exerciseTextChars}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
      </div>
      <Field label={kind === "owner" ? "Who" : "Owner"}>
        {(ids) => (
          <input
            {...ids}
            className={fieldClasses.control}
            autoComplete="off"
            maxLength={limits.exerciseNameChars}
            value={owner}
            onChange={(event) => setOwner(event.target.value)}
          />
        )}
      </Field>
      <Field label="Due">
        {(ids) => (
          <input
            {...ids}
            type="date"
            max="9999-12-31"
            className={fieldClasses.control}
            value={dueOn}
            onChange={(event) => setDueOn(event.target.value)}
          />
        )}
      </Field>
      <div className={`${classes.wide} ${classes.buttons}`}>
        <Button primary submit busy={busy}>
          {finding === undefined ? "Add it" : "Save"}
        </Button>
        <Button onClick={onDone}>Cancel</Button>
      </div>
    </form>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  children: ReactNode;
}

function Choice({ label, value, onChange, children }: ChoiceProps) {
  return (
    <Field label={label}>
      {(ids) => (
        <select
          {...ids}
          className={fieldClasses.control}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        >
          {children}
        </select>
      )}
    </Field>
  );
}
