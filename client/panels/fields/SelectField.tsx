import type { ReactNode } from "react";
import { useCanEdit } from "../../state/useMap.ts";
import { type FieldLabel, Field, ReadOnlyField } from "./Field.tsx";
import classes from "./Field.module.css";
import { useFocusAtFirst } from "./useFocusAtFirst.ts";

export interface Option<T extends string> {
  value: T;
  label: string;
}

interface SelectFieldProps<T extends string> extends FieldLabel {
  value: T | undefined;
  options: readonly Option<T>[];
  /** What leaving it open is called; without it one option is always chosen. */
  empty?: string | undefined;
  hint?: ReactNode;
  /** It changes how things are shown, not the map: viewers have it too. */
  isView?: boolean;
  /** Takes the focus when it appears: only where the person has just asked for it. */
  takesFocus?: boolean | undefined;
  /** `null` when it was left open. */
  onCommit: (value: T | null) => void;
}

/** One of a few. */
export function SelectField<T extends string>({
  value,
  options,
  empty,
  hint,
  isView = false,
  takesFocus,
  onCommit,
  ...label
}: SelectFieldProps<T>) {
  const canEdit = useCanEdit();
  const focusRef = useFocusAtFirst<HTMLSelectElement>(takesFocus);
  if (!canEdit && !isView) {
    const shown = options.find((option) => option.value === value)?.label ?? empty ?? "–";
    return shown === "–" ? undefined : <ReadOnlyField {...label}>{shown}</ReadOnlyField>;
  }
  return (
    <Field {...label} hint={hint}>
      {(ids) => (
        <select
          {...ids}
          ref={focusRef}
          className={classes.control}
          value={value ?? ""}
          onChange={(event) => onCommit(event.target.value === "" ? null : (event.target.value as T))}
        >
          {empty !== undefined && <option value="">{empty}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
