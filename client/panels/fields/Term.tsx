import type { ReactNode } from "react";
import { Popup } from "../../ui/Popup.tsx";
import { type TermName, terms } from "../terms.ts";
import classes from "./Term.module.css";

/** A word of the field on a dotted underline; its explanation on hover, and in a small window on a press. */
export function Term({ of, children }: { of: TermName; children: ReactNode }) {
  return (
    <Popup
      width={260}
      label="What this means"
      className={classes.explanation}
      trigger={(trigger) => (
        <button type="button" {...trigger} className={classes.term} title={terms[of]}>
          {children}
        </button>
      )}
    >
      {() => terms[of]}
    </Popup>
  );
}
