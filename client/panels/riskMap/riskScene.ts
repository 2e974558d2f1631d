import type { Mark, PlotSpot } from "./riskPlot.ts";
import type { RiskRow } from "./riskRows.ts";
import { formatProbability, priorityWords } from "./riskWords.ts";

/** What of the rows the picture places. */
export function plotSpots(rows: readonly RiskRow[]): PlotSpot[] {
  return rows.map(({ spot, risk }) => ({
    id: spot.id,
    probability: risk.probability,
    residual: risk.residual,
    severity: spot.severity,
    loss: risk.expectedLoss,
  }));
}

/** What stands in a mark: the priority's letter, nothing where it is not scored, or how many it stands for. */
export function letterOf({ ids }: Mark, rows: readonly RiskRow[]): string {
  if (ids.length > 1) return String(ids.length);
  return rows.find(({ spot }) => spot.id === ids[0])?.risk.actionPriority ?? "";
}

/** A mark in words, for who does not see it. */
export function markWords(rows: readonly RiskRow[]): string {
  const [only] = rows;
  if (rows.length !== 1 || only === undefined)
    return `${rows.length} weak spots together: ${rows.map(({ spot }) => spot.title).join(", ")}`;
  const { spot, touchpoint, risk } = only;
  const priority = risk.actionPriority === null ? "" : `, ${priorityWords[risk.actionPriority].toLowerCase()} priority`;
  const left = risk.residual < risk.probability ? `, ${formatProbability(risk.residual)} with plan B` : "";
  return `${spot.title}, at ${touchpoint.title}: ${formatProbability(risk.probability)} likely${left}, severity ${spot.severity ?? "unknown"}${priority}`;
}

/** The picture in a sentence. */
export function pictureWords(rows: readonly RiskRow[]): string {
  const placed = rows.filter(({ spot }) => spot.severity !== undefined).length;
  return `Risk map: ${placed} ${placed === 1 ? "weak spot" : "weak spots"} by likelihood and impact. The ranking says the same in words.`;
}
