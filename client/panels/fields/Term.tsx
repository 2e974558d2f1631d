import { Popover } from "@mantine/core";
import type { ReactNode } from "react";
import { type TermName, terms } from "../terms.ts";
import classes from "./Term.module.css";

/** A word of the field on a dotted underline; its explanation on hover, and in a small window on a press. */
export function Term({ of, children }: { of: TermName; children: ReactNode }) {
  return (
    <Popover width={260} position="bottom-start" shadow="md" withinPortal trapFocus={false} returnFocus>
      <Popover.Target>
        <button type="button" className={classes.term} title={terms[of]}>
          {children}
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.explanation}>{terms[of]}</Popover.Dropdown>
    </Popover>
  );
}
