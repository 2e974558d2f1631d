import { AppError } from "../errors.ts";
import type { Scenario } from "../model/kinds.ts";
import type { Records } from "../model/records.ts";
import { type Paradox, recoveryParadox } from "../recovery/paradox.ts";
import type { Chain, ChainResult } from "./chain.ts";
import { mix, mixResults, splitDays } from "./commonShock.ts";
import { type ChainSources, scenarioChain } from "./scenarioChain.ts";
import { type Sensitivity, tornado } from "./sensitivity.ts";
import { solveChain, solveChurn } from "./solveChain.ts";

/** What a scenario leads to, per customer but for the value at risk. Null where the journey never ends. */
export interface ScenarioOutcome {
  churn: number;
  done: number;
  anyFailure: number;
  anyUnrecovered: number;
  expectedFailures: number;
  /** By touchpoint id. */
  visits: Record<string, number>;
  /** Customers × churn × value per customer; null until both are known. */
  valueAtRisk: number | null;
}

export interface ScenarioResult extends ScenarioOutcome {
  withPlays: ScenarioOutcome;
  sensitivity: Sensitivity[];
  paradox: Paradox | null;
}

/** A scenario that cannot be computed, with the touchpoints in question. */
export interface ScenarioRefusal {
  refused: string;
  touchpoints: string[];
}

/** Everything the model says of a scenario; exact, and a mixture of two chains where the map sets a common shock. */
export function scenarioResult(
  records: Records,
  scenario: Scenario,
  sources: ChainSources,
): ScenarioResult | ScenarioRefusal {
  const plain = scenarioChain(records, sources, scenario);
  try {
    return {
      ...outcomeOf(plain, scenario, sources),
      withPlays: outcomeOf(scenarioChain(records, sources, scenario, true), scenario, sources),
      sensitivity: tornado(plain, sources.settings.tornadoStep, "relative", (chain) => churnShocked(chain, sources)),
      paradox: scenario.incident === undefined ? null : recoveryParadox(scenario.incident),
    };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return {
      refused: error.message,
      touchpoints: error.problems.map((problem) => problem.path.replace("touchpoints.", "")),
    };
  }
}

function outcomeOf(chain: Chain, scenario: Scenario, sources: ChainSources): ScenarioOutcome {
  const { visits, ...result } = solveShocked(chain, sources);
  const { customers, valuePerCustomer } = scenario;
  const isValued = customers !== undefined && valuePerCustomer !== undefined;
  return {
    ...result,
    visits: Object.fromEntries(chain.ids.map((id, i) => [id, visits[i]!])),
    valueAtRisk: isValued ? customers * result.churn * valuePerCustomer : null,
  };
}

function solveShocked(chain: Chain, { settings }: ChainSources): ChainResult {
  if (settings.commonShock === null) return solveChain(chain);
  const { good, bad } = splitDays(chain, settings.commonShock);
  return mixResults(solveChain(good), solveChain(bad), settings.commonShock.omega);
}

/** The churn of {@link solveShocked}, at a third of the work. */
function churnShocked(chain: Chain, { settings }: ChainSources): number {
  if (settings.commonShock === null) return solveChurn(chain);
  const { good, bad } = splitDays(chain, settings.commonShock);
  return mix(solveChurn(good), solveChurn(bad), settings.commonShock.omega);
}
