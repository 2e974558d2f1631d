import { groupBy } from "../groupBy.ts";
import type { Scenario } from "../model/kinds.ts";
import type { Records } from "../model/records.ts";
import { replacementCost } from "../recovery/customerValue.ts";
import { runCost } from "../recovery/runCost.ts";
import { type ChainSources, detectedAt } from "./scenarioChain.ts";
import { valueAtRisk } from "./scenarioResult.ts";
import type { ScenarioStudy } from "./scenarioStudy.ts";

/** Whether a scenario's plans B pay. Null is unknown. */
export interface PlanBValue {
  /** Value at risk with today's plans B minus that with the scenario's. */
  saving: number | null;
  /** How often they start: detected failures at the touchpoints that the scenario changes. */
  runs: number | null;
  /** What one run costs: the dearest of the plans that could start. */
  costPerRun: number | null;
  /** Steps of its plans that do not say what they cost: what a run costs is then a least, and the net a most. */
  uncosted: number;
  cost: number | null;
  net: number | null;
  /** Share of the runs that must keep their customer for it to pay. */
  breakEven: number | null;
  /** What replacing the customers who leave all the same would cost, 5 to 25 times keeping them. */
  replacing: [low: number, high: number] | null;
}

/** The saving of a scenario's plans B beside their cost. */
export function planBValue(
  records: Records,
  scenario: Scenario,
  sources: ChainSources,
  { plain, withPlays }: ScenarioStudy,
): PlanBValue {
  const plays = (scenario.plays ?? []).flatMap((id) => records.read("play", id) ?? []);
  const { customers, valuePerCustomer } = scenario;
  const before = valueAtRisk(scenario, plain.result.churn);
  const after = valueAtRisk(scenario, withPlays.result.churn);
  const runCosts = plays.map((play) => runCost(play));
  const costs = runCosts.flatMap(({ known }) => known ?? []);
  const costPerRun = plays.length > 0 && costs.length === plays.length ? Math.max(...costs) : null;
  const perCustomer = startsPerCustomer(records, scenario, sources, withPlays);
  const runs = customers === undefined || plays.length === 0 ? null : customers * perCustomer;
  const saving = before === null || after === null || plays.length === 0 ? null : before - after;
  const cost = runs === null || costPerRun === null ? null : runs * costPerRun;
  const keepCost = Math.max(...plays.map((play) => play.keepCost ?? 0), 0);
  const lost = customers === undefined ? undefined : customers * withPlays.result.churn;
  return {
    saving,
    runs,
    costPerRun,
    uncosted: runCosts.reduce((sum, { uncosted }) => sum + uncosted, 0),
    cost,
    net: saving === null || cost === null ? null : saving - cost,
    breakEven:
      costPerRun === null || valuePerCustomer === undefined || valuePerCustomer === 0
        ? null
        : costPerRun / valuePerCustomer,
    replacing: lost === undefined || keepCost === 0 ? null : replacementCost(lost * keepCost),
  };
}

function startsPerCustomer(
  records: Records,
  { touchpoints = {} }: Scenario,
  sources: ChainSources,
  { chain, days }: ScenarioStudy["withPlays"],
): number {
  const spots = groupBy(records.all("weakSpot"), (spot) => spot.touchpoint);
  return chain.ids.reduce((sum, id, i) => {
    if (touchpoints[id] === undefined) return sum;
    const failures = days.reduce(
      (total, day) => total + day.share * day.result.visits[i]! * day.chain.nodes[i]!.failure,
      0,
    );
    return sum + failures * detectedAt(spots.get(id) ?? [], sources);
  }, 0);
}
