import { type CSSProperties, type ReactNode, useId } from "react";
import type { TermName } from "../terms.ts";
import { useFieldEditing } from "./editing.tsx";
import { Term } from "./Term.tsx";
import classes from "./Field.module.css";

export interface FieldLabel {
  label: string;
  /** Explains the label on a dotted underline. */
  term?: TermName | undefined;
  /** For screen readers only, where its place says what it is. */
  hideLabel?: boolean | undefined;
}

/** What ties a control to its label and to the reason it was refused. */
export interface ControlIds {
  id: string;
  "aria-label": string | undefined;
  "aria-describedby": string | undefined;
}

interface FieldProps extends FieldLabel {
  problem?: string | undefined;
  /** A quiet word under the field. */
  hint?: ReactNode;
  children: (ids: ControlIds) => ReactNode;
}

/** A control under its label, with the reason when what was typed cannot be taken. */
export function Field({ label, term, hideLabel, problem, hint, children }: FieldProps) {
  const id = useId();
  const note = problem ?? hint;
  const named = hideLabel === true || term !== undefined;
  const { peer, enter, leave } = useFieldEditing(label);
  return (
    <div
      className={peer === undefined ? classes.field : `${classes.field} ${classes.shared}`}
      style={peer === undefined ? undefined : ({ "--peer": peer.color } as CSSProperties)}
      onFocus={enter}
      onBlur={leave}
    >
      {!named && (
        <label htmlFor={id} className={classes.label}>
          {label}
        </label>
      )}
      {hideLabel !== true && term !== undefined && (
        <span className={classes.label}>
          <Term of={term}>{label}</Term>
        </span>
      )}
      {children({
        id,
        "aria-label": named ? label : undefined,
        "aria-describedby": note === undefined ? undefined : `${id}-note`,
      })}
      {peer !== undefined && <span className={classes.peer}>{peer.name} is writing here</span>}
      {note !== undefined && (
        <span id={`${id}-note`} className={problem === undefined ? classes.hint : classes.problem}>
          {note}
        </span>
      )}
    </div>
  );
}

/** What a viewer sees in place of a control. */
export function ReadOnlyField({ label, term, hideLabel, children }: FieldLabel & { children: ReactNode }) {
  return (
    <div className={classes.field}>
      <span className={hideLabel === true ? "visually-hidden" : classes.label}>
        {term !== undefined && hideLabel !== true ? <Term of={term}>{label}</Term> : label}
      </span>
      <span className={classes.readOnly}>{children}</span>
    </div>
  );
}
