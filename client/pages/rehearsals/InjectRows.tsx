import { Plus, X } from "lucide-react";
import { useId, useRef } from "react";
import { type Inject, injectLevels } from "../../../shared/exercise/act.ts";
import { newId } from "../../../shared/ids.ts";
import { limits } from "../../../shared/limits.ts";
import fieldClasses from "../../panels/fields/Field.module.css";
import { Term } from "../../panels/fields/Term.tsx";
import { useMap } from "../../state/useMap.ts";
import { Button } from "../../ui/Button.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { LevelMark } from "./LevelMark.tsx";
import { type InjectDraft, type PlanDraft, suggestionsFor } from "./planDraft.ts";
import classes from "./PlanForm.module.css";
import { levelWords } from "./words.ts";

interface InjectRowsProps {
  draft: PlanDraft;
  problems: Readonly<Record<string, string>>;
  onChange: (injects: InjectDraft[]) => void;
}

/** The injects of a plan, in rows, with those that the map suggests below them. */
export function InjectRows({ draft, problems, onChange }: InjectRowsProps) {
  const { mirror } = useMap();
  const { injects } = draft;
  const rows = useRef<HTMLDivElement>(null);
  const suggestions = suggestionsFor(draft, mirror);
  const isFull = injects.length >= limits.injectsPerExercise;
  const add = (added: readonly Omit<InjectDraft, "key">[]) =>
    onChange(
      [...injects, ...added.map((inject) => ({ ...inject, key: newId("row") }))].slice(0, limits.injectsPerExercise),
    );
  const addEmpty = () => {
    const last = Math.max(0, ...injects.map(({ minute }) => Number(minute) || 0));
    add([{ minute: String(injects.length === 0 ? 0 : last + 5), level: 1, text: "" }]);
    requestAnimationFrame(() =>
      rows.current?.querySelector<HTMLElement>("[data-row]:last-of-type [data-text]")?.focus(),
    );
  };
  return (
    <section className={classes.injects}>
      <h2 className={classes.heading}>
        <Term of="inject">Injects</Term>
      </h2>
      {injects.length === 0 && (
        <p className={fieldClasses.hint}>
          What happens while the clock runs, each at its minute. Begin mild and escalate.
        </p>
      )}
      <div ref={rows} className={classes.rows}>
        {injects.map((inject, index) => (
          <InjectRow
            key={inject.key}
            inject={inject}
            number={index + 1}
            problems={problems}
            onChange={(next) => onChange(injects.map((each) => (each.key === inject.key ? next : each)))}
            onRemove={() => onChange(injects.filter(({ key }) => key !== inject.key))}
          />
        ))}
      </div>
      <span>
        <Button icon={Plus} onClick={addEmpty} disabled={isFull}>
          Add an inject
        </Button>
      </span>
      {suggestions.length > 0 && !isFull && (
        <div className={classes.suggested}>
          <div className={classes.suggestedHead}>
            <h3 className={classes.small}>Suggested by the map</h3>
            <Button
              onClick={() =>
                add(suggestions.map(({ atMinute, level, text }) => ({ minute: String(atMinute), level, text })))
              }
            >
              Add all
            </Button>
          </div>
          <ul className={classes.suggestions}>
            {suggestions.map(({ text, level, atMinute, from }) => (
              <li key={text} className={classes.suggestion}>
                <span className={classes.suggestionText}>
                  {text}{" "}
                  <span className={classes.count}>
                    minute {atMinute}, {levelWords[level].toLowerCase()}, from the {from}
                  </span>
                </span>
                <Button aria-label={`Add: ${text}`} onClick={() => add([{ minute: String(atMinute), level, text }])}>
                  Add
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

interface InjectRowProps {
  inject: InjectDraft;
  number: number;
  problems: Readonly<Record<string, string>>;
  onChange: (inject: InjectDraft) => void;
  onRemove: () => void;
}

function InjectRow({ inject, number, problems, onChange, onRemove }: InjectRowProps) {
  const id = useId();
  const { key, minute, level, text } = inject;
  const problem = problems[`${key} minute`] ?? problems[`${key} text`];
  return (
    <div className={classes.row} data-row role="group" aria-label={`Inject ${number}`}>
      <LevelMark level={level} />
      <span className={classes.minute}>
        <input
          className={fieldClasses.control}
          name={`${key} minute`}
          aria-label="Minute"
          aria-invalid={problems[`${key} minute`] === undefined ? undefined : true}
          inputMode="decimal"
          autoComplete="off"
          value={minute}
          onChange={(event) => onChange({ ...inject, minute: event.target.value })}
        />
        <span className={fieldClasses.suffix}>min</span>
      </span>
      <select
        className={`${fieldClasses.control} ${classes.level}`}
        aria-label="How hard"
        value={level}
        onChange={(event) => onChange({ ...inject, level: Number(event.target.value) as Inject["level"] })}
      >
        {injectLevels.map((each) => (
          <option key={each} value={each}>
            {levelWords[each]}
          </option>
        ))}
      </select>
      <textarea
        className={`${fieldClasses.control} ${classes.text}`}
        name={`${key} text`}
        data-text
        rows={1}
        aria-label="What happens"
        aria-describedby={problem === undefined ? undefined : `${id}-problem`}
        aria-invalid={problems[`${key} text`] === undefined ? undefined : true}
        placeholder="The hotel is full"
        value={text}
        maxLength={limits.exerciseTextChars}
        onChange={(event) => onChange({ ...inject, text: event.target.value })}
      />
      <IconButton label={`Remove inject ${number}`} icon={X} size="small" onClick={onRemove} />
      {problem !== undefined && (
        <span id={`${id}-problem`} className={`${fieldClasses.problem} ${classes.rowProblem}`} role="alert">
          {problem}
        </span>
      )}
    </div>
  );
}
