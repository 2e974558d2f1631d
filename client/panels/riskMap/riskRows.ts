import type { RiskEngine } from "../../../shared/insights/riskEngine.ts";
import type { Play, Touchpoint, WeakSpot } from "../../../shared/model/kinds.ts";
import type { Records } from "../../../shared/model/records.ts";
import { fullSettings } from "../../../shared/model/settings.ts";
import { measuredOutcomes } from "../../../shared/recovery/playFacts.ts";
import { runCost } from "../../../shared/recovery/runCost.ts";
import { rankWeakSpots } from "../../../shared/risk/rankWeakSpots.ts";
import type { WeakSpotRisk } from "../../../shared/risk/weakSpotRisk.ts";

/** A play as the risk map shows it. */
export interface PlanB {
  id: string;
  title: string;
  /** Readiness, 0–100. */
  score: number;
  owner: string | undefined;
  /** Whether it was rehearsed at least once until today. */
  isRehearsed: boolean;
  /** Sum of what its steps cost in one case; null when none of them says. */
  costPerCase: number | null;
  /** Steps that do not say what they cost: the sum is then a least. */
  uncosted: number;
  currency: string | undefined;
  /** Of satisfaction, retention, reputation and word of mouth, how many are measured after it. */
  outcomes: number;
}

/** A weak spot with everything that the risk map says of it. */
export interface RiskRow {
  spot: WeakSpot;
  touchpoint: Touchpoint;
  risk: WeakSpotRisk;
  /** The first employee whom customers meet is inexperienced here. */
  isWeakFirstContact: boolean;
  /** Attached plays that are there. */
  plans: readonly PlanB[];
  /** The one that lowers the risk most: the residual counts it. */
  best: PlanB | undefined;
  /** Of its plays and preventions, each once. */
  owners: readonly string[];
  /** Share of failures noticed in time for plan B. */
  detected: number;
  /** Expected loss without plan B minus with it. */
  saving: number | null;
  /** What the best plan's steps cost a period. */
  planCost: number | null;
}

/**
 * Every weak spot of a map as the risk map shows it, the most urgent first.
 * @param today `YYYY-MM-DD`, counts where the map has no `asOf`.
 */
export function riskRows(records: Records, figures: Pick<RiskEngine, "weakSpot" | "play">, today: string): RiskRow[] {
  const settings = fullSettings(records.map.settings);
  const asOf = records.map.asOf ?? today;
  return rankWeakSpots(records, figures.weakSpot).flatMap(({ spot, risk, isWeakFirstContact }): RiskRow[] => {
    const touchpoint = records.read("touchpoint", spot.touchpoint);
    if (touchpoint === undefined) return [];
    const plays = (spot.plays ?? []).flatMap((play) => records.read("play", play) ?? []);
    const plans = plays.map((play) => planB(play, figures.play(play.id)?.score ?? 0, asOf));
    const worth = plays.map((play, at) => (plans[at]?.score ?? 0) * (play.effectiveness ?? settings.effectiveness));
    const best = plans[worth.indexOf(Math.max(...worth))];
    const detected = spot.detected ?? settings.detected;
    const { inherentLoss, expectedLoss, probability } = risk;
    return [
      {
        spot,
        touchpoint: { ...touchpoint, title: touchpoint.title || "Untitled touchpoint" },
        risk,
        isWeakFirstContact,
        plans,
        best,
        owners: ownersOf(plays, spot),
        detected,
        saving: inherentLoss === null || expectedLoss === null ? null : inherentLoss - expectedLoss,
        planCost:
          best === undefined || best.costPerCase === null || spot.passages === undefined
            ? null
            : spot.passages * probability * detected * best.costPerCase,
      },
    ];
  });
}

function planB(play: Play, score: number, asOf: string): PlanB {
  const { known, uncosted } = runCost(play);
  return {
    id: play.id,
    title: play.title || "Untitled play",
    score,
    owner: said(play.owner),
    isRehearsed: (play.rehearsals ?? []).some(({ on }) => on <= asOf),
    costPerCase: known,
    uncosted,
    currency: said(play.currency),
    outcomes: measuredOutcomes(play),
  };
}

function ownersOf(plays: readonly Play[], spot: WeakSpot): string[] {
  const named = [...plays, ...(spot.preventions ?? [])].flatMap(({ owner }) => said(owner) ?? []);
  return [...new Set(named)];
}

function said(text: string | undefined): string | undefined {
  const trimmed = text?.trim();
  return trimmed === "" ? undefined : trimmed;
}
