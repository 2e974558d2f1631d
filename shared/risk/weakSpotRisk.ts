import { leavesNoRoom, promisedLevel, promiseState } from "../model/activePromise.ts";
import type { WeakSpot } from "../model/kinds.ts";
import type { Records } from "../model/records.ts";
import type { FullSettings } from "../model/settings.ts";
import { type ActionPriority, actionPriority } from "./actionPriority.ts";
import { expectedLoss, residualProbability } from "./expectedLoss.ts";
import type { Likelihood } from "./likelihood.ts";
import { fragilityFactors } from "./posterior.ts";

/** Severity from which harm cannot be undone: it needs a plan B whatever its priority. */
const irreversible = 10;

export interface WeakSpotRisk {
  /** Failure probability per passage, and its 90% credible interval. */
  probability: number;
  credible: [low: number, high: number];
  /** Null until severity, occurrence and detection are all scored. */
  actionPriority: ActionPriority | null;
  /** Probability per passage of an unrecovered failure, with the best plan B attached. */
  residual: number;
  /** Expected loss over the passages with and without plan B; null until passages and loss per case are known. */
  expectedLoss: number | null;
  inherentLoss: number | null;
  needsPlay: boolean;
  /** Why it needs a plan B. */
  reasons: string[];
}

/**
 * Everything computed of a weak spot.
 * @param likelihood of the same weak spot; `readiness` of a play by id, 0–1; `asOf` the day, `YYYY-MM-DD`, on which promises hold.
 */
export function weakSpotRisk(
  records: Records,
  spot: WeakSpot,
  { probability, credible }: Likelihood,
  readiness: (playId: string) => number,
  settings: FullSettings,
  asOf: string,
): WeakSpotRisk {
  const recovery = recoveryBy(records, spot.plays ?? [], spot.detected ?? settings.detected, readiness, settings);
  const residual = residualProbability(probability, 1, recovery, 1);
  const { severity, occurrence, detection, passages, lossPerCase } = spot;
  const isScored = severity !== undefined && occurrence !== undefined && detection !== undefined;
  const priority = isScored ? actionPriority(severity, occurrence, detection) : null;
  const isCosted = passages !== undefined && lossPerCase !== undefined;
  const reasons = playReasons(records, spot, priority, asOf);
  return {
    probability,
    credible,
    actionPriority: priority,
    residual,
    expectedLoss: isCosted ? expectedLoss(passages, residual, lossPerCase) : null,
    inherentLoss: isCosted ? expectedLoss(passages, probability, lossPerCase) : null,
    needsPlay: reasons.length > 0,
    reasons,
  };
}

/** The share of failures that the best of some plays recovers: detected × readiness × effectiveness, 0 without any. */
export function recoveryBy(
  records: Records,
  playIds: readonly string[],
  detected: number,
  readiness: (playId: string) => number,
  settings: FullSettings,
): number {
  return playIds.reduce((best, id) => {
    const play = records.read("play", id);
    if (play === undefined) return best;
    return Math.max(best, detected * readiness(id) * (play.effectiveness ?? settings.effectiveness));
  }, 0);
}

function playReasons(records: Records, spot: WeakSpot, priority: ActionPriority | null, asOf: string): string[] {
  const reasons: string[] = [];
  if (priority === "H") reasons.push("its action priority is high");
  if ((spot.severity ?? 0) >= irreversible) reasons.push("its harm cannot be undone (severity 10)");
  if (promisesAll(records, spot.touchpoint, asOf))
    reasons.push("100% is promised here, and no service is without failure");
  const worst = fragilityFactors.filter((factor) => spot.factors?.[factor] === 1);
  if (worst.length > 0) reasons.push(`it is fragile by ${worst.map((factor) => factorWords[factor]).join(" and ")}`);
  return reasons;
}

const factorWords: Record<(typeof fragilityFactors)[number], string> = {
  scheduling: "complex scheduling",
  coordination: "the number of departments or sites",
  newness: "being new",
  turnover: "staff turnover or inexperience",
};

/** Whether a promise that holds at the touchpoint leaves no room for failure. */
function promisesAll(records: Records, touchpoint: string, asOf: string): boolean {
  const measures = new Map(
    records
      .all("expectation")
      .filter((expectation) => expectation.touchpoint === touchpoint)
      .map(({ id, measure }) => [id, measure]),
  );
  return records.all("promise").some((promise) => {
    const measure = measures.get(promise.expectation);
    if (measure === undefined || promiseState(promise, asOf) !== "active") return false;
    return leavesNoRoom(measure, promisedLevel(promise, measure));
  });
}
