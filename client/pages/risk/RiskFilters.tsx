import { SelectField } from "../../panels/fields/SelectField.tsx";
import fieldClasses from "../../panels/fields/Field.module.css";
import type { Cut } from "../../panels/riskMap/ranking.ts";
import { isFiltering, type PlanLack, type RiskView, wholeView } from "../../panels/riskMap/riskFilters.ts";
import type { RiskRow } from "../../panels/riskMap/riskRows.ts";
import { useAll } from "../../state/useMap.ts";
import { Button } from "../../ui/Button.tsx";
import classes from "./RiskFilters.module.css";

interface RiskFiltersProps {
  /** All of the map's weak spots: owners are chosen among theirs. */
  rows: readonly RiskRow[];
  view: RiskView;
  change: (fields: Partial<RiskView>) => void;
  /** How many are shown. */
  shown: number;
}

const cutOptions: readonly { value: Cut; label: string }[] = [
  { value: "all", label: "Everything" },
  { value: "high", label: "High priority only" },
  { value: "5", label: "The first 5" },
  { value: "10", label: "The first 10" },
  { value: "20", label: "The first 20" },
];

const lackOptions: readonly { value: PlanLack; label: string }[] = [
  { value: "none", label: "No plan B" },
  { value: "unrehearsed", label: "Never rehearsed" },
];

/** Thins ranking and picture alike. */
export function RiskFilters({ rows, view, change, shown }: RiskFiltersProps) {
  const stages = useAll("stage").map(({ id, title }) => ({ value: id, label: title || "Untitled stage" }));
  const departments = useAll("department").map(({ id, name }) => ({ value: id, label: name }));
  const owners = [...new Set(rows.flatMap((row) => row.owners))].toSorted((a, b) => a.localeCompare(b));
  const isThinned = isFiltering(view) || view.cut !== "all";
  return (
    <search className={classes.filters} aria-label="Filter the weak spots">
      <div className={fieldClasses.field}>
        <label className={fieldClasses.label} htmlFor="risk-words">
          Words
        </label>
        <input
          id="risk-words"
          type="search"
          className={fieldClasses.control}
          placeholder="Weak spot, touchpoint, owner"
          value={view.text}
          onChange={(event) => change({ text: event.target.value })}
        />
      </div>
      <Choice
        label="Stage"
        empty="Any stage"
        value={view.stage}
        options={stages}
        onChange={(stage) => change({ stage })}
      />
      <Choice
        label="Department"
        empty="Any department"
        value={view.department}
        options={departments}
        onChange={(department) => change({ department })}
      />
      <Choice
        label="Owner"
        empty="Any owner"
        value={view.owner}
        options={owners.map((owner) => ({ value: owner, label: owner }))}
        onChange={(owner) => change({ owner })}
      />
      <SelectField
        label="Show"
        isView
        value={view.cut}
        options={cutOptions}
        onCommit={(cut) => cut !== null && change({ cut })}
      />
      <div className={classes.chips} role="group" aria-label="Plan B">
        {lackOptions.map(({ value, label }) => {
          const isPressed = view.lacks.includes(value);
          return (
            <button
              key={value}
              type="button"
              className={fieldClasses.chip}
              aria-pressed={isPressed}
              onClick={() =>
                change({ lacks: isPressed ? view.lacks.filter((lack) => lack !== value) : [...view.lacks, value] })
              }
            >
              {label}
            </button>
          );
        })}
      </div>
      <p className={classes.count} role="status">
        {shown} of {rows.length} {rows.length === 1 ? "weak spot" : "weak spots"}
      </p>
      {isThinned && <Button onClick={() => change({ ...wholeView, by: view.by })}>Show all</Button>}
    </search>
  );
}

interface ChoiceProps {
  label: string;
  empty: string;
  value: string | undefined;
  options: readonly { value: string; label: string }[];
  onChange: (value: string | undefined) => void;
}

/** One of what the map has; what an address names and the map has no more is still said. */
function Choice({ label, empty, value, options, onChange }: ChoiceProps) {
  if (options.length === 0 && value === undefined) return null;
  const isGone = value !== undefined && !options.some((option) => option.value === value);
  return (
    <SelectField
      label={label}
      isView
      empty={empty}
      value={value}
      options={isGone ? [...options, { value, label: "No longer there" }] : options}
      onCommit={(next) => onChange(next ?? undefined)}
    />
  );
}
