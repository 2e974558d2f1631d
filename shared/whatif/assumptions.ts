import { groupBy } from "../groupBy.ts";
import type { Scenario } from "../model/kinds.ts";
import type { Records } from "../model/records.ts";
import { type ChainSources, likeliestOf, quitShares } from "./scenarioChain.ts";

/** A default that stands in for what nobody has said. */
export interface Assumption {
  kind: "quit" | "detected" | "effectiveness" | "readiness" | "prior" | "noFailure";
  /** The default; null where it differs by place. */
  value: number | null;
  /** How many places it stands in for. */
  places: number;
}

/** Every default that a scenario's result rests on. */
export function assumptionsOf(
  records: Records,
  scenario: Pick<Scenario, "touchpoints" | "plays">,
  sources: ChainSources,
): Assumption[] {
  const { settings } = sources;
  const touchpoints = records.all("touchpoint");
  const spots = groupBy(records.all("weakSpot"), (spot) => spot.touchpoint);
  const change = (id: string) => scenario.touchpoints?.[id];
  const quits = quitShares(records);
  const own = new Set(scenario.plays);
  const recovered = touchpoints.flatMap(({ id }) => {
    if (change(id)?.recovery !== undefined) return [];
    const here = spots.get(id) ?? [];
    const plays = new Set([...here.flatMap((spot) => spot.plays ?? []), ...(change(id) === undefined ? [] : own)]);
    return plays.size === 0 ? [] : [{ here, plays: [...plays].flatMap((play) => records.read("play", play) ?? []) }];
  });
  const plays = new Set(recovered.flatMap((place) => place.plays));
  const failing = touchpoints.filter(({ id }) => change(id)?.failure === undefined);
  const counts: Assumption[] = [
    {
      kind: "quit",
      value: settings.quitAfterFailure,
      places: touchpoints.filter(({ id }) => change(id)?.quit === undefined && !quits.has(id)).length,
    },
    {
      kind: "prior",
      value: settings.prior,
      places: failing.reduce(
        (sum, { id }) =>
          sum + (spots.get(id) ?? []).filter((spot) => spot.prior === undefined && (spot.passages ?? 0) === 0).length,
        0,
      ),
    },
    { kind: "noFailure", value: 0, places: failing.filter(({ id }) => !spots.has(id)).length },
    {
      kind: "detected",
      value: settings.detected,
      places: recovered.filter(({ here }) => likeliestOf(here, sources)?.detected === undefined).length,
    },
    {
      kind: "effectiveness",
      value: settings.effectiveness,
      places: [...plays].filter((play) => play.effectiveness === undefined).length,
    },
    { kind: "readiness", value: null, places: plays.size },
  ];
  return counts.filter(({ places }) => places > 0);
}
