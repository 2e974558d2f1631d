import { AppError } from "../errors.ts";
import type { Records } from "../model/records.ts";
import type { Chain, ChainResult } from "./chain.ts";
import { daysOf, resultOverDays, type SolvedDay, solveDays } from "./days.ts";
import { type ChainSources, mapChain, type Overlay, overlaidChain } from "./scenarioChain.ts";

/** A chain and what comes out of it over all customers. */
export interface Solved {
  chain: Chain;
  /** One, or two under a common shock. */
  days: readonly SolvedDay[];
  result: ChainResult;
}

/** A scenario beside the map it lies on, all from the same start. */
export interface ScenarioStudy {
  /** The map as it is. */
  base: Solved;
  /** The scenario, met with the plans B that are attached to weak spots today. */
  plain: Solved;
  /** The same with the scenario's own plans B; `plain` itself where they add nothing. */
  withPlays: Solved;
}

/** Why something cannot be computed, with the touchpoints in question. */
export interface Refusal {
  refused: string;
  touchpoints: string[];
}

/**
 * Solves the map, the scenario and the scenario with its plans B; or says why it cannot be.
 * @param known the map from the same start where it is solved already, as while a slider is dragged.
 */
export function studyScenario(
  records: Records,
  scenario: Overlay,
  sources: ChainSources,
  known?: Solved,
): ScenarioStudy | Refusal {
  const { start, touchpoints = {}, plays = [] } = scenario;
  try {
    const base = known ?? solve(mapChain(records, sources, start), sources);
    if (Object.keys(touchpoints).length === 0) return { base, plain: base, withPlays: base };
    const overlaid = (withPlays: boolean) =>
      solve(overlaidChain(base.chain, records, sources, scenario, withPlays), sources);
    const plain = overlaid(false);
    return { base, plain, withPlays: plays.length > 0 ? overlaid(true) : plain };
  } catch (error) {
    return refusalOf(error);
  }
}

/** @throws AppError INVALID when the journey never ends. */
export function solve(chain: Chain, { settings }: Pick<ChainSources, "settings">): Solved {
  const days = solveDays(daysOf(chain, settings));
  return { chain, days, result: resultOverDays(days) };
}

/** What a refused chain says; anything else is a bug and thrown on. */
export function refusalOf(error: unknown): Refusal {
  if (!(error instanceof AppError)) throw error;
  return {
    refused: error.message,
    touchpoints: error.problems.map((problem) => problem.path.replace("touchpoints.", "")),
  };
}
