import type { Play } from "../model/kinds.ts";
import { hasAuthority } from "./readiness.ts";

/** Up to this cost lies this share of past remedies. */
export interface CoverageStep {
  limit: number;
  share: number;
}

/** The share of past remedies that each limit would cover: one step a distinct cost, rising to 1. */
export function coverageSteps(costs: readonly number[]): CoverageStep[] {
  const sorted = costs.toSorted((a, b) => a - b);
  return sorted.flatMap((limit, index) =>
    limit === sorted[index + 1] ? [] : [{ limit, share: (index + 1) / sorted.length }],
  );
}

/** Whether a remedy of this cost may be given without asking anybody. */
export type Allowance = "allowed" | "aboveLimit" | "needsManager" | "unknown";

/** @param cost undefined when nobody wrote it down, which is not the same as free. */
export function allowance(play: Pick<Play, "authorityLimit" | "managerApproval">, cost: number | undefined): Allowance {
  if (cost === undefined) return "unknown";
  if (cost === 0) return "allowed";
  if (!hasAuthority(play as Play)) return "needsManager";
  return cost <= (play.authorityLimit ?? 0) ? "allowed" : "aboveLimit";
}

/** What stands between the frontline and its authority: everybody who must agree has to have said so. */
export type Agreement = "nobodyAsked" | "dissent" | "agreed";

export function authorityAgreement({ signOffs = [] }: Pick<Play, "signOffs">): Agreement {
  if (signOffs.length === 0) return "nobodyAsked";
  return signOffs.every(({ agreed }) => agreed) ? "agreed" : "dissent";
}
