import type { Scenario } from "../model/kinds.ts";
import type { Records } from "../model/records.ts";
import { type Paradox, recoveryParadox } from "../recovery/paradox.ts";
import type { Chain } from "./chain.ts";
import { daysOf } from "./days.ts";
import type { ChainSources } from "./scenarioChain.ts";
import { type Refusal, type Solved, studyScenario } from "./scenarioStudy.ts";
import { type Sensitivity, tornado } from "./sensitivity.ts";
import { solveChurn } from "./solveChain.ts";

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
export type ScenarioRefusal = Refusal;

/** Everything the model says of a scenario; exact, and a mixture of two chains where the map sets a common shock. */
export function scenarioResult(
  records: Records,
  scenario: Scenario,
  sources: ChainSources,
): ScenarioResult | ScenarioRefusal {
  const study = studyScenario(records, scenario, sources);
  if ("refused" in study) return study;
  const { plain, withPlays } = study;
  return {
    ...outcomeOf(plain, scenario),
    withPlays: outcomeOf(withPlays, scenario),
    sensitivity: tornado(plain.chain, sources.settings.tornadoStep, "relative", (chain) => churnOf(chain, sources)),
    paradox: scenario.incident === undefined ? null : recoveryParadox(scenario.incident),
  };
}

function outcomeOf({ chain, result: { visits, ...result } }: Solved, scenario: Scenario): ScenarioOutcome {
  return {
    ...result,
    visits: Object.fromEntries(chain.ids.map((id, i) => [id, visits[i]!])),
    valueAtRisk: valueAtRisk(scenario, result.churn),
  };
}

/** Customers × churn × value per customer; null until both are known. */
export function valueAtRisk(scenario: Pick<Scenario, "customers" | "valuePerCustomer">, churn: number): number | null {
  const { customers, valuePerCustomer } = scenario;
  return customers === undefined || valuePerCustomer === undefined ? null : customers * churn * valuePerCustomer;
}

/** Churn over all customers, for who asks for it many times over. @throws AppError INVALID when it never ends. */
export function churnOf(
  chain: Chain,
  { settings }: { settings: Pick<ChainSources["settings"], "commonShock"> },
): number {
  return daysOf(chain, settings).reduce((sum, day) => sum + day.share * solveChurn(day.chain), 0);
}
