import type { Play } from "../model/kinds.ts";
import { allowance } from "./authority.ts";

type Authority = Pick<Play, "authorityLimit" | "managerApproval">;

/** What is left to give without asking after what was given before, in the currency of the limit. */
export function leftToGive({ authorityLimit = 0, managerApproval }: Authority, spent: number): number {
  return managerApproval === true ? 0 : Math.max(0, authorityLimit - spent);
}

/**
 * Whether something may be given without asking when so much was given before.
 * @param cost undefined when nobody wrote it down; that is unknown, not free.
 */
export function mayGive(authority: Authority, spent: number, cost: number | undefined): "allowed" | "ask" | "unknown" {
  const left = leftToGive(authority, spent);
  // Cents add up to fractions: 6.90 still fits what 43.10 leave of 50.
  const answer = allowance({ ...authority, authorityLimit: left + (left > 0 ? 1e-9 : 0) }, cost);
  if (answer === "unknown") return left > 0 ? "unknown" : "ask";
  return answer === "allowed" ? "allowed" : "ask";
}
