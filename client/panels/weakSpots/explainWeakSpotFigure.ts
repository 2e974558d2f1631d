import { dayOf } from "../today.ts";
import { explainWeakSpot, type WeakSpotFigure, type WeakSpotStep } from "../../../shared/insights/explainWeakSpot.ts";
import type { MapSession } from "../../session/openMap.ts";
import type { ExplainedFigure } from "../computed/Computed.tsx";
import { formatNumber } from "../measure/numbers.ts";
import { formatAmount, formatProbability } from "./figureWords.ts";

const likely: readonly WeakSpotFigure[] = ["prior", "factors", "preventions", "raised", "observed"];

/** What a figure rests on, nearest first. */
const basis: Readonly<Partial<Record<WeakSpotFigure, readonly WeakSpotFigure[]>>> = {
  probability: ["credible", ...likely],
  residual: ["probability", "detected", "readiness", "effectiveness"],
  expectedLoss: ["passages", "residual", "lossPerCase", "inherentLoss", "detected", "readiness", "effectiveness"],
  inherentLoss: ["passages", "probability", "lossPerCase"],
  needsPlay: ["actionPriority"],
};

const probabilities: ReadonlySet<WeakSpotFigure> = new Set([
  "prior",
  "raised",
  "observed",
  "probability",
  "residual",
  "detected",
  "readiness",
  "effectiveness",
]);

/** How one figure of a weak spot is computed, and what it builds on; `undefined` when the weak spot is gone. */
export function explainWeakSpotFigure(
  { mirror, risk }: Pick<MapSession, "mirror" | "risk">,
  id: string,
  figure: WeakSpotFigure,
): ExplainedFigure | undefined {
  const steps = explainWeakSpot(mirror, id, (play) => (risk.read()?.play(play)?.score ?? 0) / 100, dayOf(mirror));
  if (steps === undefined) return undefined;
  const wanted = [figure, ...(basis[figure] ?? [])];
  return {
    steps: wanted.flatMap((name) => steps.find((step) => step.figure === name) ?? []),
    format: (step) => formatStep(step as WeakSpotStep),
  };
}

function formatStep({ figure, value }: WeakSpotStep): string {
  if (value === null) return "unknown";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return value;
  if (probabilities.has(figure)) return formatProbability(value);
  if (figure === "factors" || figure === "preventions") return `× ${formatNumber(value)}`;
  return formatAmount(value);
}
