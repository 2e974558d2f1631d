import type { Insights } from "../alignment/insights.ts";
import type { Records } from "../model/records.ts";
import type { Chain, Outcome } from "../whatif/chain.ts";
import type { MomentScores } from "../whatif/moments.ts";

/** The score that nobody remembers. */
export const neutralScore = 4;

/**
 * What stands in for moments nobody has measured, on 1–7: a promise kept pleases with 5; a failure put right leaves a
 * customer where nothing is remembered, never happier than one who met none; one that is not put right counts as the
 * full break.
 */
export const defaultScores: Record<Outcome, number> = { ok: 5, recovered: neutralScore, unrecovered: 1 };

/** How each touchpoint of a chain feels, and whether that is assumed because nothing is measured there. */
export function momentScores(
  records: Records,
  insights: Pick<Insights, "expectations">,
  ids: Chain["ids"],
): { scores: MomentScores; assumed: boolean[] } {
  const sums = new Map<string, { weight: number; total: number }>();
  for (const { id, touchpoint, importance = 1 } of records.all("expectation")) {
    const score = insights.expectations[id]?.satisfaction ?? null;
    if (score === null) continue;
    const sum = sums.get(touchpoint) ?? { weight: 0, total: 0 };
    sums.set(touchpoint, { weight: sum.weight + importance, total: sum.total + importance * score });
  }
  const known = ids.map((id) => {
    const sum = sums.get(id);
    // To a tenth: finer differences are not felt, and a journey's memory stays small.
    return sum === undefined || sum.weight === 0 ? undefined : Math.round((10 * sum.total) / sum.weight) / 10;
  });
  return {
    scores: known.map((ok = defaultScores.ok) => ({
      ok,
      recovered: Math.min(ok, defaultScores.recovered),
      unrecovered: Math.min(ok, defaultScores.unrecovered),
    })),
    assumed: known.map((score) => score === undefined),
  };
}
