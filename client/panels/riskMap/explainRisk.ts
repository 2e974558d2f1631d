import { dayOf } from "../today.ts";
import type { ExplanationStep } from "../../../shared/alignment/explanation.ts";
import { explainWeakSpot, type WeakSpotFigure } from "../../../shared/insights/explainWeakSpot.ts";
import type { Records } from "../../../shared/model/records.ts";
import type { ExplainedFigure } from "../computed/Computed.tsx";
import { formatNumber } from "../measure/numbers.ts";
import type { RiskRow } from "./riskRows.ts";
import { formatMoney, formatProbability } from "./riskWords.ts";

/** The figures of the ranking that open. */
export type RiskFigure = "actionPriority" | "probability" | "residual" | "expectedLoss" | "saving" | "planCost";

/** What a figure rests on, nearest first. */
const basis: Readonly<Record<RiskFigure, readonly WeakSpotFigure[]>> = {
  actionPriority: [],
  probability: ["credible", "raised", "prior", "factors", "preventions", "observed"],
  residual: ["probability", "detected", "readiness", "effectiveness"],
  expectedLoss: ["inherentLoss", "residual", "passages", "lossPerCase"],
  saving: ["inherentLoss", "expectedLoss"],
  planCost: ["passages", "probability", "detected"],
};

const amounts = new Set<string>(["expectedLoss", "inherentLoss", "lossPerCase", "saving", "planCost"]);
const plain = new Set<string>(["passages", "factors", "preventions"]);

/**
 * How a figure of the ranking is computed, with the numbers put in, and what it builds on.
 * @param readiness of a play by id, 0–1. Undefined when the weak spot is gone.
 */
export function explainRisk(
  records: Records,
  row: RiskRow,
  figure: RiskFigure,
  readiness: (playId: string) => number,
): ExplainedFigure | undefined {
  const known = explainWeakSpot(records, row.spot.id, readiness, dayOf(records));
  if (known === undefined) return undefined;
  const steps: readonly ExplanationStep[] = [...known, savingStep(row), costStep(row)];
  return {
    steps: [figure, ...basis[figure]].flatMap((name) => steps.find((step) => step.figure === name) ?? []),
    format: formatStep,
  };
}

function formatStep({ figure, value }: ExplanationStep): string {
  if (value === null) return "unknown";
  if (typeof value !== "number") return String(value);
  if (amounts.has(figure)) return formatMoney(value);
  return plain.has(figure) ? formatNumber(value) : formatProbability(value);
}

function savingStep({ risk: { inherentLoss, expectedLoss }, saving }: RiskRow): ExplanationStep {
  return {
    figure: "saving",
    label: "Saved by plan B in the period",
    formula: `loss without − loss with plan B = ${formatMoney(inherentLoss)} − ${formatMoney(expectedLoss)}`,
    value: saving,
    source: "before what plan B costs",
    assumed: false,
  };
}

function costStep({ spot, risk, best, detected, planCost }: RiskRow): ExplanationStep {
  const passages = spot.passages === undefined ? "unknown" : formatNumber(spot.passages);
  const perCase = formatMoney(best?.costPerCase ?? null, best?.currency);
  const uncosted = best === undefined || best.costPerCase === null ? 0 : best.uncosted;
  return {
    figure: "planCost",
    label: "Cost of plan B in the period",
    formula: `passages × p × d × cost of its steps in one case = ${passages} × ${formatProbability(risk.probability)} × ${formatProbability(detected)} × ${perCase}`,
    value: planCost,
    source: `it runs for every failure noticed in time${uncosted === 0 ? "" : `; ${uncosted} of its steps do not say what they cost`}`,
    assumed: spot.detected === undefined,
  };
}
