import type { ReactNode } from "react";
import type { ExplanationStep } from "../../../shared/alignment/explanation.ts";
import { Popup } from "../../ui/Popup.tsx";
import classes from "./Computed.module.css";

interface ComputedProps {
  /** What the number is, for screen readers: “Delivered”. */
  label: string;
  /** The number as it is shown. */
  children: ReactNode;
  /** How it is computed; asked when it is opened. */
  explain: () => ExplainedFigure | undefined;
}

/** A number opened: its own step first, then those it builds on. */
export interface ExplainedFigure {
  steps: readonly ExplanationStep[];
  /** A step's value in words. */
  format: (step: ExplanationStep) => string;
  /** What each part contributes, where a sum is opened. */
  details?: ReactNode;
}

/** A number that opens “How this is computed”. */
export function Computed({ label, children, explain }: ComputedProps) {
  return (
    <Popup
      width={340}
      align="end"
      label={`How ${label} is computed`}
      className={classes.window}
      trigger={(trigger) => (
        <button type="button" {...trigger} className={classes.number} title="How this is computed">
          <span className="visually-hidden">{label}: </span>
          {children}
        </button>
      )}
    >
      {() => <Explained explain={explain} />}
    </Popup>
  );
}

function Explained({ explain }: Pick<ComputedProps, "explain">) {
  const explained = explain();
  if (explained === undefined) return <p className={classes.none}>There is nothing here any more.</p>;
  const [first, ...rest] = explained.steps;
  return (
    <>
      <h3 className={classes.title}>How this is computed</h3>
      {first !== undefined && <Step step={first} text={explained.format(first)} />}
      {explained.details}
      {rest.length > 0 && (
        <details className={classes.rest} open>
          <summary>What it builds on</summary>
          {rest.map((step) => (
            <Step key={step.figure} step={step} text={explained.format(step)} />
          ))}
        </details>
      )}
    </>
  );
}

function Step({ step, text }: { step: ExplanationStep; text: string }) {
  return (
    <div className={classes.step}>
      <div className={classes.head}>
        <span>{step.label}</span>
        <strong>{text}</strong>
      </div>
      <div className={classes.formula}>{step.formula}</div>
      <div className={classes.source}>
        {step.assumed && <span className={classes.assumed}>assumed</span>}
        {step.source}
      </div>
    </div>
  );
}
