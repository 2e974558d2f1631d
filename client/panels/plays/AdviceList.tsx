import type { ScriptAdvice } from "../../../shared/recovery/script.ts";
import classes from "./StepItem.module.css";

/** Advice on a step's words, each with its reason. It never keeps anything from being written. */
export function AdviceList({ advice }: { advice: readonly ScriptAdvice[] }) {
  if (advice.length === 0) return undefined;
  return (
    <ul className={classes.advice} aria-label="Advice on the words">
      {advice.map(({ fault, words, why }) => (
        <li key={`${fault} ${words}`}>
          {words !== "" && <strong>“{words}”: </strong>}
          {why}
        </li>
      ))}
    </ul>
  );
}
