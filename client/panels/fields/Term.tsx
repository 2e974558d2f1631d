import type { ReactNode } from "react";
import { InfoPopover } from "../InfoPopover.tsx";
import { type TermName, terms } from "../terms.ts";
import classes from "./Term.module.css";

/** A word of the field on a dotted underline; its explanation on hover, and in a small window on a press. */
export function Term({ of, children }: { of: TermName; children: ReactNode }) {
  return (
    <InfoPopover
      className={classes.term}
      dropdownClassName={classes.explanation}
      title={terms[of]}
      width={260}
      label="What this means"
      content={terms[of]}
    >
      {children}
    </InfoPopover>
  );
}
