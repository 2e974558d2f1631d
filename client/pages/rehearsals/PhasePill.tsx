import type { Phase } from "../../../shared/exercise/rights.ts";
import classes from "./PhasePill.module.css";
import { phaseWords } from "./words.ts";

/** Where a rehearsal stands, as a word in its colour. */
export function PhasePill({ phase, isCalledOff = false }: { phase: Phase; isCalledOff?: boolean }) {
  return (
    <span className={classes.pill} data-phase={isCalledOff ? "calledOff" : phase}>
      {isCalledOff ? "Called off" : phaseWords[phase]}
    </span>
  );
}
