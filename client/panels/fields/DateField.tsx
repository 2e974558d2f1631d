import { useState } from "react";
import { useCanEdit } from "../../state/useMap.ts";
import { type FieldLabel, Field, ReadOnlyField } from "./Field.tsx";
import classes from "./Field.module.css";
import { useDraft } from "./useDraft.ts";

interface DateFieldProps extends FieldLabel {
  /** `YYYY-MM-DD`. */
  value: string | undefined;
  onCommit: (value: string | null) => boolean;
}

/** A day, in the browser's own picker. */
export function DateField({ value = "", onCommit, ...label }: DateFieldProps) {
  const canEdit = useCanEdit();
  const [incomplete, setIncomplete] = useState(false);
  const { problem, props } = useDraft<string | null>({
    text: value,
    parse: (text) => ({ value: text === "" ? null : text }),
    commit: onCommit,
  });
  if (!canEdit) return value === "" ? undefined : <ReadOnlyField {...label}>{value}</ReadOnlyField>;
  return (
    <Field {...label} problem={incomplete ? "This day is not complete" : problem}>
      {(ids) => (
        <input
          {...ids}
          {...props}
          type="date"
          max="9999-12-31"
          className={classes.control}
          onBlur={(event) => {
            // A half-typed day reads as none; it must not clear the one that is there.
            setIncomplete(event.target.validity.badInput);
            if (!event.target.validity.badInput) props.onBlur();
          }}
        />
      )}
    </Field>
  );
}
