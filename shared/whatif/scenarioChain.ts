import { groupBy } from "../groupBy.ts";
import type { Connection, Scenario, WeakSpot } from "../model/kinds.ts";
import { type Records, readingOrder } from "../model/records.ts";
import type { FullSettings } from "../model/settings.ts";
import { recoveryBy } from "../risk/weakSpotRisk.ts";
import type { Chain, ChainNode, Outcome, Step } from "./chain.ts";

/** What the chain of a map is built from besides the map. */
export interface ChainSources {
  /** Failure probability per passage of a weak spot. */
  probability: (weakSpot: WeakSpot) => number;
  /** Readiness of a play by id, 0–1. */
  readiness: (playId: string) => number;
  settings: FullSettings;
}

/** What a scenario lays over its map. */
export type Overlay = Pick<Scenario, "start" | "touchpoints" | "plays">;

/**
 * The chain of a map under a scenario, or of the map as it is. Failure is the scenario's, else that of the touchpoint's
 * weak spots together; recovery the scenario's, else the best attached plan B's; quitting the scenario's, else what the
 * touchpoint's expectations state, else the map's setting.
 * @param withPlays also counts the scenario's own plays, at the touchpoints it changes.
 */
export function scenarioChain(
  records: Records,
  sources: ChainSources,
  scenario: Overlay | undefined,
  withPlays = false,
): Chain {
  const base = mapChain(records, sources, scenario?.start);
  return scenario === undefined ? base : overlaidChain(base, records, sources, scenario, withPlays);
}

/** The chain of the map as it is, from a touchpoint or from the first. */
export function mapChain(records: Records, sources: ChainSources, start: string | undefined): Chain {
  const ids = readingOrder(records).map((touchpoint) => touchpoint.id);
  const place = new Map(ids.map((id, i) => [id, i]));
  const spots = groupBy(records.all("weakSpot"), (spot) => spot.touchpoint);
  const leaving = groupBy(records.all("connection"), (connection) => connection.from);
  const quits = quitShares(records);
  const isLine = records.all("connection").length === 0;
  const nodes = ids.map((id, i): ChainNode => {
    const line: Step[] = [{ to: i + 1 < ids.length ? i + 1 : "done", share: 1 }];
    const next = (outcome: Outcome) => (isLine ? line : stepsOf(leaving.get(id) ?? [], outcome, place));
    return {
      ...ratesAt(records, sources, spots.get(id) ?? [], undefined, []),
      quit: quits.get(id) ?? sources.settings.quitAfterFailure,
      next: { ok: next("ok"), recovered: next("recovered"), unrecovered: next("unrecovered") },
    };
  });
  return { ids, start: place.get(start ?? "") ?? 0, nodes };
}

/** A map's chain with what a scenario changes; all other touchpoints are the same nodes. */
export function overlaidChain(
  base: Chain,
  records: Records,
  sources: ChainSources,
  { touchpoints = {}, plays = [] }: Overlay,
  withPlays: boolean,
): Chain {
  const changed = new Set(Object.keys(touchpoints));
  const spots = groupBy(
    records.all("weakSpot").filter((spot) => changed.has(spot.touchpoint)),
    (spot) => spot.touchpoint,
  );
  const nodes = base.nodes.map((node, i) => {
    const id = base.ids[i]!;
    if (!changed.has(id)) return node;
    const rates = ratesAt(records, sources, spots.get(id) ?? [], touchpoints[id], withPlays ? plays : []);
    return { ...rates, quit: touchpoints[id]?.quit ?? node.quit, next: node.next };
  });
  return { ...base, nodes };
}

/** The share that leaves when a touchpoint's expectations break: the largest that somebody stated there. */
export function quitShares(records: Records): ReadonlyMap<string, number> {
  const shares = new Map<string, number>();
  for (const { touchpoint, churnLink } of records.all("expectation"))
    if (churnLink !== undefined) shares.set(touchpoint, Math.max(churnLink, shares.get(touchpoint) ?? 0));
  return shares;
}

type Rates = Pick<ChainNode, "failure" | "recovery">;

function ratesAt(
  records: Records,
  sources: ChainSources,
  spots: readonly WeakSpot[],
  change: Partial<Rates> | undefined,
  more: readonly string[],
): Rates {
  const plays = new Set([...spots.flatMap((spot) => spot.plays ?? []), ...more]);
  return {
    failure: change?.failure ?? 1 - spots.reduce((ok, spot) => ok * (1 - sources.probability(spot)), 1),
    recovery:
      change?.recovery ??
      recoveryBy(records, [...plays], detectedAt(spots, sources), sources.readiness, sources.settings),
  };
}

/** The share detected in time: that of the likeliest weak spot, else the map's setting. */
export function detectedAt(spots: readonly WeakSpot[], sources: ChainSources): number {
  return likeliestOf(spots, sources)?.detected ?? sources.settings.detected;
}

/** The likeliest of a touchpoint's weak spots: its detection counts for the touchpoint. */
export function likeliestOf(
  spots: readonly WeakSpot[],
  { probability }: Pick<ChainSources, "probability">,
): WeakSpot | undefined {
  return spots.reduce<WeakSpot | undefined>(
    (best, spot) => (best === undefined || probability(spot) > probability(best) ? spot : best),
    undefined,
  );
}

/** Connections that apply to an outcome; those without a probability share equally what the others leave. */
function stepsOf(connections: readonly Connection[], outcome: Outcome, place: ReadonlyMap<string, number>): Step[] {
  const applying = connections.filter(({ when = "any" }) => when === "any" || when === outcome);
  const open = applying.filter((connection) => connection.probability === undefined).length;
  const given = applying.reduce((sum, { probability = 0 }) => sum + probability, 0);
  // Two people together may have pushed a row past 1.
  const scale = Math.max(1, given);
  return applying.map(({ to, probability }) => ({
    to: place.get(to) ?? (to === "churn" ? "churn" : "done"),
    share: probability === undefined ? Math.max(0, 1 - given) / open : probability / scale,
  }));
}
