import { explainExpectation } from "../../../shared/alignment/explainExpectation.ts";
import type { ExplanationStep } from "../../../shared/alignment/explanation.ts";
import { statusWord } from "../../../shared/alignment/reason.ts";
import type { Status } from "../../../shared/alignment/status.ts";
import type { Measure } from "../../../shared/model/expectation.ts";
import type { Records } from "../../../shared/model/records.ts";
import { formatLevel, formatLevelDifference } from "../measure/levels.ts";
import { formatNumber, formatSigned } from "../measure/numbers.ts";
import { dayOf } from "../today.ts";
import type { ExplainedFigure } from "./Computed.tsx";

const levels = new Set(["promised", "adequate", "desired", "delivered", "low", "high"]);
const plain = new Set(["kappa", "satisfaction"]);
const differences = new Set([
  "raw",
  "adequacy",
  "superiority",
  "listening",
  "standard",
  "delivery",
  "communication",
  "perceived",
  "perception",
  "overPromise",
]);

/** What a figure of an expectation rests on, nearest first. */
const basis: Readonly<Record<string, readonly string[]>> = {
  promised: [],
  delivered: ["low", "high", "kappa"],
  kappa: ["delivered"],
  status: ["promised", "delivered", "low", "high", "adequate", "desired", "zeroTolerance"],
  gap: ["raw", "delivered", "promised", "adequate", "desired"],
  raw: ["delivered", "promised"],
  satisfaction: ["gap", "raw", "adequate", "desired"],
  adequacy: ["adequate"],
  superiority: ["desired"],
  communication: ["delivered", "promised"],
  delivery: ["delivered"],
  perception: ["delivered"],
  overPromise: ["promised"],
  cause: ["listening", "standard", "delivery", "communication"],
};

/** How one figure of an expectation is computed, and what it builds on; `undefined` when the expectation is gone. */
export function explainFigure(records: Records, expectation: string, figure: string): ExplainedFigure | undefined {
  const steps = explainExpectation(records, expectation, dayOf(records));
  const measure = records.read("expectation", expectation)?.measure;
  if (steps === undefined || measure === undefined) return undefined;
  const wanted = [figure, ...(basis[figure] ?? [])];
  return {
    steps: wanted.flatMap((name) => steps.find((step) => step.figure === name) ?? []),
    format: (step) => formatStep(step, measure),
  };
}

/** A step's value in words; unknown is said. */
export function formatStep({ figure, value }: ExplanationStep, measure: Measure): string {
  if (value === null) return "unknown";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return value;
  if (levels.has(figure)) return formatLevel(measure, value);
  if (differences.has(figure)) return formatLevelDifference(measure, value);
  return plain.has(figure) ? formatNumber(value, 2) : formatSigned(value, 2);
}

/** A roll-up's step in words: indexes to a decimal, parts as per cent. */
export function formatRollupStep({ figure, value }: ExplanationStep): string {
  if (value === null) return "unknown";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return statusWord[value as Status] ?? value;
  return ["coverage", "confidence", "delight"].includes(figure)
    ? `${formatNumber(value * 100, 1)}%`
    : formatNumber(value, 1);
}
