import { useCanEdit } from "../../state/useMap.ts";
import type { FieldLabel } from "./Field.tsx";
import classes from "./Field.module.css";
import { Term } from "./Term.tsx";

interface ChipsFieldProps extends Omit<FieldLabel, "hideLabel"> {
  value: readonly string[];
  options: readonly { value: string; label: string }[];
  onCommit: (value: string[]) => void;
}

/** Any of a few, each pressed or not. */
export function ChipsField({ label, term, value, options, onCommit }: ChipsFieldProps) {
  const canEdit = useCanEdit();
  const chosen = new Set(value);
  const shown = canEdit ? options : options.filter((option) => chosen.has(option.value));
  if (shown.length === 0) return undefined;
  return (
    <fieldset className={`${classes.field} ${classes.group}`} aria-label={label}>
      <span className={classes.label}>{term === undefined ? label : <Term of={term}>{label}</Term>}</span>
      <span className={classes.chips}>
        {shown.map((option) => (
          <button
            key={option.value}
            type="button"
            className={classes.chip}
            aria-pressed={chosen.has(option.value)}
            disabled={!canEdit}
            onClick={() =>
              onCommit(
                options.flatMap((each) =>
                  chosen.has(each.value) !== (each.value === option.value) ? [each.value] : [],
                ),
              )
            }
          >
            {option.label}
          </button>
        ))}
      </span>
    </fieldset>
  );
}
