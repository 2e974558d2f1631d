import { useId } from "react";
import { useCanEdit } from "../../state/useMap.ts";
import type { TermName } from "../terms.ts";
import classes from "./Field.module.css";
import { Term } from "./Term.tsx";

interface CheckFieldProps {
  label: string;
  term?: TermName;
  value: boolean;
  onCommit: (value: boolean) => void;
}

/** Yes or no. */
export function CheckField({ label, term, value, onCommit }: CheckFieldProps) {
  const id = useId();
  const canEdit = useCanEdit();
  return (
    <span className={classes.check}>
      <input
        id={id}
        type="checkbox"
        checked={value}
        disabled={!canEdit}
        aria-label={term === undefined ? undefined : label}
        onChange={(event) => onCommit(event.target.checked)}
      />
      {term === undefined ? <label htmlFor={id}>{label}</label> : <Term of={term}>{label}</Term>}
    </span>
  );
}
