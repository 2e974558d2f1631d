import { type FormEvent, useId, useRef, useState } from "react";
import type { ActOf } from "../../../shared/exercise/act.ts";
import { limits } from "../../../shared/limits.ts";
import { Field } from "../../panels/fields/Field.tsx";
import fieldClasses from "../../panels/fields/Field.module.css";
import { useAll, useMap } from "../../state/useMap.ts";
import { Button } from "../../ui/Button.tsx";
import { InjectRows } from "./InjectRows.tsx";
import { type PlanDraft, planOf, withScenario } from "./planDraft.ts";
import classes from "./PlanForm.module.css";

interface PlanFormProps {
  /** What it begins with. */
  draft: PlanDraft;
  submit: string;
  busy: boolean;
  onSubmit: (act: ActOf<"plan">) => void;
  onCancel: () => void;
}

/** What a rehearsal is made of: story, plays, injects. Sent in one act. */
export function PlanForm({ draft: initial, submit, busy, onSubmit, onCancel }: PlanFormProps) {
  const { mirror } = useMap();
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState(initial);
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const change = (part: Partial<PlanDraft>) => setDraft((before) => ({ ...before, ...part }));

  const send = (event: FormEvent) => {
    event.preventDefault();
    const plan = planOf(draft, mirror);
    if ("act" in plan) return onSubmit(plan.act);
    setProblems(plan.problems);
    const [first = ""] = Object.keys(plan.problems);
    form.current?.querySelector<HTMLElement>(`[name="${CSS.escape(first)}"]`)?.focus();
  };

  return (
    <form ref={form} className={classes.form} noValidate onSubmit={send}>
      <ScenarioField draft={draft} onChange={setDraft} />
      <Field label="Name" problem={problems.title}>
        {(ids) => (
          <input
            {...ids}
            name="title"
            className={fieldClasses.control}
            value={draft.title}
            maxLength={limits.exerciseNameChars}
            aria-invalid={problems.title === undefined ? undefined : true}
            onChange={(event) => change({ title: event.target.value })}
          />
        )}
      </Field>
      <Field label="Story" hint="What the facilitator reads out before the clock starts.">
        {(ids) => (
          <textarea
            {...ids}
            rows={4}
            className={fieldClasses.control}
            value={draft.story}
            maxLength={limits.labelChars}
            onChange={(event) => change({ story: event.target.value })}
          />
        )}
      </Field>
      <PlaysField chosen={draft.plays} onChange={(plays) => change({ plays })} />
      <InjectRows draft={draft} problems={problems} onChange={(injects) => change({ injects })} />
      <div className={classes.buttons}>
        <Button primary submit busy={busy}>
          {submit}
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </form>
  );
}

function ScenarioField({ draft, onChange }: { draft: PlanDraft; onChange: (draft: PlanDraft) => void }) {
  const { mirror } = useMap();
  const scenarios = useAll("scenario");
  if (scenarios.length === 0) return null;
  return (
    <Field label="Scenario" hint="Brings its story and its plays.">
      {(ids) => (
        <select
          {...ids}
          className={fieldClasses.control}
          value={draft.scenario}
          onChange={(event) => onChange(withScenario(draft, mirror, event.target.value))}
        >
          <option value="">None: a story of our own</option>
          {scenarios.map(({ id, title }) => (
            <option key={id} value={id}>
              {title || "Untitled scenario"}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function PlaysField({ chosen, onChange }: { chosen: readonly string[]; onChange: (plays: string[]) => void }) {
  const plays = useAll("play");
  const id = useId();
  return (
    <fieldset className={`${fieldClasses.group} ${classes.plays}`}>
      <legend className={fieldClasses.label}>Plays that are rehearsed</legend>
      {plays.length === 0 && (
        <span className={fieldClasses.hint}>
          This map has no plan B yet. You can rehearse without one: what the team does then becomes its first steps.
        </span>
      )}
      {plays.map((play) => (
        <label key={play.id} className={fieldClasses.check} htmlFor={`${id}-${play.id}`}>
          <input
            id={`${id}-${play.id}`}
            type="checkbox"
            checked={chosen.includes(play.id)}
            disabled={!chosen.includes(play.id) && chosen.length >= limits.playsPerExercise}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, play.id] : chosen.filter((each) => each !== play.id))
            }
          />
          <span>
            {play.title || "Untitled play"}{" "}
            <span className={classes.count}>
              {play.steps?.length === 1 ? "1 step" : `${play.steps?.length ?? 0} steps`}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
