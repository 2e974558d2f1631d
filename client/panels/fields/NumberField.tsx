import { useCanEdit } from "../../state/useMap.ts";
import { type Parsed, formatNumber, parseNumber } from "../measure/numbers.ts";
import { type FieldLabel, Field, ReadOnlyField } from "./Field.tsx";
import classes from "./Field.module.css";
import { useDraft } from "./useDraft.ts";

export interface NumberFieldProps extends FieldLabel {
  value: number | undefined;
  /** Writes the number; `null` when it was emptied. `false` when it was refused. */
  onCommit: (value: number | null) => boolean;
  /** Why an empty field cannot be taken; without it, empty means unknown. */
  required?: string | undefined;
  min?: number | undefined;
  max?: number | undefined;
  whole?: boolean | undefined;
  suffix?: string | undefined;
  placeholder?: string | undefined;
  hint?: string | undefined;
  /** How the number is written in the field and read from it, where that is not the number itself. */
  digits?: ((value: number) => string) | undefined;
  parse?: ((text: string) => Parsed<number>) | undefined;
}

/** A number of a record, written when it is left. */
export function NumberField(props: NumberFieldProps) {
  const { value, onCommit, required, min, max, whole, suffix = "", placeholder, hint, ...label } = props;
  const { digits = String, parse = parseNumber } = props;
  const canEdit = useCanEdit();
  const draft = useDraft<number | null>({
    text: value === undefined ? "" : digits(value),
    parse(text) {
      if (text.trim() === "") return required === undefined ? { value: null } : { problem: required };
      const parsed = parse(text);
      if ("problem" in parsed) return parsed;
      if (whole === true && !Number.isInteger(parsed.value)) return { problem: "Must be a whole number" };
      if (min !== undefined && parsed.value < min) return { problem: `Must be ${formatNumber(min)} or more` };
      if (max !== undefined && parsed.value > max) return { problem: `Must be ${formatNumber(max)} or less` };
      return parsed;
    },
    commit: onCommit,
  });
  if (!canEdit) {
    if (value === undefined) return undefined;
    const shown = `${digits(value)}${suffix === "%" ? "" : " "}${suffix}`;
    return (
      <ReadOnlyField label={label.label} term={label.term} hideLabel={label.hideLabel}>
        {shown}
      </ReadOnlyField>
    );
  }
  return (
    <Field label={label.label} term={label.term} hideLabel={label.hideLabel} problem={draft.problem} hint={hint}>
      {(ids) => (
        <span className={classes.number}>
          <input
            {...ids}
            {...draft.props}
            inputMode={whole === true ? "numeric" : "decimal"}
            autoComplete="off"
            placeholder={placeholder ?? "–"}
            className={classes.control}
          />
          {suffix !== "" && <span className={classes.suffix}>{suffix}</span>}
        </span>
      )}
    </Field>
  );
}
