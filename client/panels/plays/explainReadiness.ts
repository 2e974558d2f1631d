import type { Readiness } from "../../../shared/recovery/readiness.ts";
import type { ExplainedFigure } from "../computed/Computed.tsx";
import { formatScore, partWords } from "./words.ts";

/** Readiness opened into its parts. */
export function explainReadiness({ raw, cap, score, parts }: Readiness): ExplainedFigure {
  const most = new Map<string, number>(parts.map((part) => [part.name, part.most]));
  return {
    steps: [
      {
        figure: "score",
        label: "Readiness",
        formula: `the parts together, at most the lowest cap: min(${formatScore(raw)}, ${cap})`,
        value: score,
        source: "The points are a judgement of the studio; the caps carry the meaning.",
        assumed: false,
      },
      ...parts.map(({ name, points, lack, cap: own }) => ({
        figure: name,
        label: partWords[name],
        formula: lack ?? "nothing missing",
        value: points,
        source: own < 100 ? `Caps the whole play at ${own}` : "",
        assumed: false,
      })),
    ],
    format: ({ figure, value }) =>
      figure === "score" ? formatScore(Number(value)) : `${formatScore(Number(value))} of ${most.get(figure) ?? 0}`,
  };
}
