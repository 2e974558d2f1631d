import { ArrowLeft } from "lucide-react";
import classes from "./Frontline.module.css";

/** The head of what is shown in place of the steps, and the way back to them. */
export function ToolHead({ title, onBack }: { title: string; onBack: () => void }) {
  return (
    <>
      <button type="button" className={classes.back} onClick={onBack}>
        <ArrowLeft size={18} aria-hidden="true" />
        Back to the steps
      </button>
      <h2 tabIndex={-1} data-heading className={classes.phaseTitle}>
        {title}
      </h2>
    </>
  );
}
