import type { ExplanationStep } from "../../../shared/alignment/explanation.ts";
import type { Records } from "../../../shared/model/records.ts";
import { fullSettings } from "../../../shared/model/settings.ts";
import type { ExplainedFigure } from "../computed/Computed.tsx";
import { formatNumber } from "../measure/numbers.ts";
import type { RiskRow } from "./riskRows.ts";
import { formatCredible, formatMoney, formatProbability, priorityWords } from "./riskWords.ts";

export type RiskFigure = "priority" | "probability" | "residual" | "expectedLoss" | "saving" | "planCost";

/** What a figure rests on, nearest first. */
const basis: Readonly<Record<RiskFigure, readonly RiskFigure[]>> = {
  priority: [],
  probability: [],
  residual: ["probability"],
  expectedLoss: ["residual", "probability"],
  saving: ["expectedLoss", "residual", "probability"],
  planCost: ["probability"],
};

/** How a figure of the ranking is computed, with the numbers put in, and what it builds on. */
export function explainRisk(records: Records, row: RiskRow, figure: RiskFigure): ExplainedFigure {
  return {
    steps: [figure, ...basis[figure]].map((each) => stepOf(records, row, each)),
    format: ({ value }) => (value === null ? "unknown" : String(value)),
  };
}

function stepOf(records: Records, row: RiskRow, figure: RiskFigure): ExplanationStep {
  const { spot, risk, best, detected } = row;
  const settings = fullSettings(records.map.settings);
  const percent = formatProbability;
  const passages = spot.passages === undefined ? "unknown" : formatNumber(spot.passages);
  const perCase = spot.lossPerCase === undefined ? "unknown" : formatMoney(spot.lossPerCase);
  const money = (amount: number | null) => (amount === null ? null : formatMoney(amount));
  switch (figure) {
    case "priority":
      return {
        figure,
        label: "Action priority",
        formula: `read from the table at severity ${spot.severity ?? "unknown"}, occurrence ${spot.occurrence ?? "unknown"}, detection ${spot.detection ?? "unknown"}`,
        value: risk.actionPriority === null ? null : priorityWords[risk.actionPriority],
        source: "Action-priority logic of the AIAG & VDA FMEA Handbook (2019). Not a product of the three scores.",
        assumed: false,
      };
    case "probability": {
      const failures = Math.min(spot.failures ?? 0, spot.passages ?? 0);
      return {
        figure,
        label: "Probability per passage",
        formula: `(m·p₀′ + k) / (m + n), m = ${formatNumber(settings.pseudoCases)}, k = ${formatNumber(failures)} failures in n = ${formatNumber(spot.passages ?? 0)} passages; p₀′ is the prior ${percent(spot.prior ?? settings.prior)} with its odds times ${formatNumber(settings.factorLikelihoodRatio)} for each full fragility factor. With 90% credibility ${formatCredible(risk.credible)}`,
        value: percent(risk.probability),
        source: (spot.passages ?? 0) === 0 ? "No passages observed: prior and factors alone" : "Beta–binomial update",
        assumed: spot.prior === undefined,
      };
    }
    case "residual":
      return {
        figure,
        label: "Left with plan B",
        formula:
          best === undefined
            ? "p, as no plan B is attached"
            : `p·(1 − d·ρ·e) = ${percent(risk.probability)}·(1 − d·ρ·e), d = ${percent(detected)} noticed in time, ρ = ${formatNumber(best.score, 1)}/100 readiness of “${best.title}”, e = ${percent(records.read("play", best.id)?.effectiveness ?? settings.effectiveness)} effectiveness`,
        value: percent(risk.residual),
        source: "Probability per passage of a failure that nobody puts right",
        assumed:
          best !== undefined &&
          (spot.detected === undefined || records.read("play", best.id)?.effectiveness === undefined),
      };
    case "expectedLoss":
      return {
        figure,
        label: "Expected loss a period",
        formula: `passages × what is left × loss per case = ${passages} × ${percent(risk.residual)} × ${perCase}; without plan B ${money(risk.inherentLoss) ?? "unknown"}`,
        value: money(risk.expectedLoss),
        source: "Unknown until passages and loss per case are known",
        assumed: false,
      };
    case "saving":
      return {
        figure,
        label: "Saved by plan B",
        formula: `loss without − loss with plan B = ${money(risk.inherentLoss) ?? "unknown"} − ${money(risk.expectedLoss) ?? "unknown"}`,
        value: money(row.saving),
        source: "A period, before what plan B costs",
        assumed: false,
      };
    default: {
      const cost = best?.costPerCase ?? null;
      return {
        figure,
        label: "Cost of plan B a period",
        formula: `passages × p × d × cost of its steps in one case = ${passages} × ${percent(risk.probability)} × ${percent(detected)} × ${formatMoney(cost, best?.currency)}${(best?.uncosted ?? 0) > 0 && cost !== null ? `; ${best?.uncosted} of its steps do not say what they cost` : ""}`,
        value: row.planCost === null ? null : formatMoney(row.planCost, best?.currency),
        source: "It runs for every failure that is noticed in time",
        assumed: spot.detected === undefined,
      };
    }
  }
}
