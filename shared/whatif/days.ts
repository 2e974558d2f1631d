import type { FullSettings } from "../model/settings.ts";
import type { Chain, ChainResult } from "./chain.ts";
import { splitDays } from "./commonShock.ts";
import { solveChain } from "./solveChain.ts";

/** A chain, and the share of customers who meet it. */
export interface Day {
  chain: Chain;
  share: number;
}

/** A day solved. */
export interface SolvedDay extends Day {
  result: ChainResult;
}

/** The chains that customers meet: one, or under a common shock that of good days and that of bad ones. */
export function daysOf(chain: Chain, { commonShock }: Pick<FullSettings, "commonShock">): Day[] {
  if (commonShock === null) return [{ chain, share: 1 }];
  const { good, bad } = splitDays(chain, commonShock);
  return [
    { chain: good, share: 1 - commonShock.omega },
    { chain: bad, share: commonShock.omega },
  ];
}

/** @throws AppError INVALID when the journey never ends. */
export function solveDays(days: readonly Day[]): SolvedDay[] {
  return days.map((day) => ({ ...day, result: solveChain(day.chain) }));
}

/** What something comes to over all customers, from what it is on each day. */
export function overDays(days: readonly SolvedDay[], of: (day: SolvedDay) => number): number {
  return days.reduce((sum, day) => sum + day.share * of(day), 0);
}

/** The results over all customers. */
export function resultOverDays(days: readonly SolvedDay[]): ChainResult {
  const [first] = days;
  if (first !== undefined && days.length === 1) return first.result;
  const mixed = (of: (result: ChainResult) => number) => overDays(days, ({ result }) => of(result));
  return {
    churn: mixed((result) => result.churn),
    done: mixed((result) => result.done),
    anyFailure: mixed((result) => result.anyFailure),
    anyUnrecovered: mixed((result) => result.anyUnrecovered),
    expectedFailures: mixed((result) => result.expectedFailures),
    visits: (first?.result.visits ?? []).map((_, i) => mixed((result) => result.visits[i]!)),
  };
}
