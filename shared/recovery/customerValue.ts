/** Replacing a customer costs this many times what keeping one does: the range published, not one number. */
export const replacementRange = [5, 25] as const;

/** Cost of replacing a customer, from the cost of keeping one, both in the same currency. */
export function replacementCost(keepCost: number): [low: number, high: number] {
  return [keepCost * replacementRange[0], keepCost * replacementRange[1]];
}

/**
 * What a customer is worth over some years: margin × visits a year, each later year weighted by the share who stay.
 * @param retention share of customers who stay from one year to the next, 0–1.
 */
export function lifetimeValue(marginPerVisit: number, visitsPerYear: number, years: number, retention: number): number {
  const yearly = marginPerVisit * visitsPerYear;
  return retention === 1 ? yearly * years : (yearly * (1 - retention ** years)) / (1 - retention);
}

/**
 * The share of customers that an extra must keep to pay for itself.
 * @returns above 1 when it can never pay; undefined when the customer is worth nothing.
 */
export function breakEvenShare(extraCost: number, customerValue: number): number | undefined {
  return customerValue > 0 ? extraCost / customerValue : undefined;
}

/** How what a recovery costs compares with replacing the customer who would leave. */
export type AgainstReplacement = "cheaper" | "within" | "dearer";

/** @param cost of the recovery; `keepCost` of keeping one customer, in the same currency. */
export function againstReplacement(cost: number, keepCost: number): AgainstReplacement {
  const [low, high] = replacementCost(keepCost);
  if (cost < low) return "cheaper";
  return cost <= high ? "within" : "dearer";
}
