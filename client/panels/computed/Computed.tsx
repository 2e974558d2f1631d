import { Popover } from "@mantine/core";
import type { ReactNode } from "react";
import type { ExplanationStep } from "../../../shared/alignment/explanation.ts";
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
    <Popover width={340} position="left-start" shadow="md" withinPortal trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={classes.number} title="How this is computed">
          <span className="visually-hidden">{label}: </span>
          {children}
          <span className="visually-hidden">, how this is computed</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown} aria-label={`How ${label} is computed`}>
        <Explained explain={explain} />
      </Popover.Dropdown>
    </Popover>
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
        <details className={classes.rest}>
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
