import type { Records } from "../../../shared/model/records.ts";
import { csvOf } from "./csv.ts";
import type { RiskRow } from "./riskRows.ts";
import { priorityWords } from "./riskWords.ts";

type Column = [heading: string, cell: (row: RiskRow, rank: number) => string | number | null];

/** The ranking as it is shown, as a table for a spreadsheet: figures unrounded, what is unknown empty. */
export function riskCsv(rows: readonly RiskRow[], records: Records): string {
  const columns: Column[] = [
    ["Rank", (_, rank) => rank],
    ["Weak spot", ({ spot }) => spot.title],
    ["Touchpoint", ({ touchpoint }) => touchpoint.title],
    ["Stage", ({ touchpoint }) => records.read("stage", touchpoint.stage)?.title ?? null],
    ["Department", ({ touchpoint }) => records.read("department", touchpoint.department ?? "")?.name ?? null],
    ["Severity", ({ spot }) => spot.severity ?? null],
    ["Action priority", ({ risk }) => (risk.actionPriority === null ? null : priorityWords[risk.actionPriority])],
    ["Probability", ({ risk }) => risk.probability],
    ["Credible from", ({ risk }) => risk.credible[0]],
    ["Credible to", ({ risk }) => risk.credible[1]],
    ["Probability with plan B", ({ risk }) => risk.residual],
    ["Expected loss without plan B", ({ risk }) => risk.inherentLoss],
    ["Expected loss with plan B", ({ risk }) => risk.expectedLoss],
    ["Saved by plan B", ({ saving }) => saving],
    ["Cost of plan B per case", ({ best }) => best?.costPerCase ?? null],
    ["Cost of plan B per period", ({ planCost }) => planCost],
    ["Steps without a cost", ({ best }) => best?.uncosted ?? null],
    ["Currency of plan B", ({ best }) => best?.currency ?? null],
    ["Plan B", ({ plans }) => plans.map(({ title }) => title).join("; ") || null],
    ["Readiness", ({ best }) => best?.score ?? null],
    ["Outcomes measured, of 4", ({ best }) => best?.outcomes ?? null],
    ["Owner", ({ owners }) => owners.join("; ") || null],
    ["Needs plan B because", ({ risk }) => risk.reasons.join("; ") || null],
  ];
  return csvOf([
    columns.map(([heading]) => heading),
    ...rows.map((row, at) => columns.map(([, cell]) => cell(row, at + 1))),
  ]);
}
