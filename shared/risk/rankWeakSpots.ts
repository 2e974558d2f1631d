import type { WeakSpot } from "../model/kinds.ts";
import type { Records } from "../model/records.ts";
import { firstContact } from "./firstContact.ts";
import type { WeakSpotRisk } from "./weakSpotRisk.ts";

export interface RankedWeakSpot {
  spot: WeakSpot;
  risk: WeakSpotRisk;
  /** The first employee whom customers meet is inexperienced here: it colours all that follows. */
  isWeakFirstContact: boolean;
}

const order = { H: 0, M: 1, L: 2 } as const;
const unscored = 3;

/**
 * Weak spots, the most urgent first: an inexperienced first contact, then by action priority with the unscored last,
 * within it by probability. Never by a product of ordinals.
 * @param riskOf everything computed of a weak spot; one without is left out.
 */
export function rankWeakSpots(records: Records, riskOf: (id: string) => WeakSpotRisk | undefined): RankedWeakSpot[] {
  const first = firstContact(records);
  const rank = ({ actionPriority }: WeakSpotRisk) => (actionPriority === null ? unscored : order[actionPriority]);
  return records
    .all("weakSpot")
    .flatMap((spot): RankedWeakSpot[] => {
      const risk = riskOf(spot.id);
      const isWeakFirstContact = spot.touchpoint === first && spot.factors?.turnover === 1;
      return risk === undefined ? [] : [{ spot, risk, isWeakFirstContact }];
    })
    .sort(
      (a, b) =>
        Number(b.isWeakFirstContact) - Number(a.isWeakFirstContact) ||
        rank(a.risk) - rank(b.risk) ||
        b.risk.probability - a.risk.probability,
    );
}

/** Where a ranking is cut off: all of it, the high priority alone, or the first so many. */
export type CutOff = "all" | "high" | number;

export function cutOffWeakSpots<T extends Pick<RankedWeakSpot, "risk">>(
  ranked: readonly T[],
  cutOff: CutOff,
): readonly T[] {
  if (cutOff === "high") return ranked.filter(({ risk }) => risk.actionPriority === "H");
  return cutOff === "all" ? ranked : ranked.slice(0, cutOff);
}
