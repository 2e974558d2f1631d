import type { Play, WeakSpot } from "../model/kinds.ts";
import type { RecordChange, Records } from "../model/records.ts";
import { fullSettings } from "../model/settings.ts";
import { type Readiness, playReadiness } from "../recovery/readiness.ts";
import { type Likelihood, likelihood } from "../risk/likelihood.ts";
import { type WeakSpotRisk, weakSpotRisk } from "../risk/weakSpotRisk.ts";
import type { ChainSources } from "../whatif/scenarioChain.ts";

/**
 * Risk and readiness of a map as it changes. Each figure is computed when first asked for; one that comes out the same
 * keeps its identity, so that its readers need not wake.
 */
export interface RiskEngine {
  /** Undefined when there is no such weak spot. */
  weakSpot: (id: string) => WeakSpotRisk | undefined;
  play: (id: string) => Readiness | undefined;
  /** What the chain of the map is built from. */
  sources: () => ChainSources;
  /** @returns whether any figure may now differ. */
  apply: (changes: readonly RecordChange[]) => boolean;
}

/** What a figure of risk or readiness is computed from. */
const sourceKinds: ReadonlySet<string> = new Set(["map", "weakSpot", "play", "promise", "expectation"]);

/** @param today `YYYY-MM-DD`, counts where the map has no `asOf`. */
export function openRiskEngine(records: Records, today: string): RiskEngine {
  let current = fresh();
  const lastSpots = new Map<string, WeakSpotRisk>();
  const lastPlays = new Map<string, Readiness>();

  return {
    weakSpot(id) {
      const spot = records.read("weakSpot", id);
      if (spot === undefined) return undefined;
      const risk = same(lastSpots, id, current.weakSpot(spot));
      // Compared once: who reads it again gets the same object without comparing.
      current.spots.set(spot, risk);
      return risk;
    },
    play(id) {
      const play = records.read("play", id);
      return play === undefined ? undefined : same(lastPlays, id, current.play(play));
    },
    sources: () => current.sources,
    apply(changes) {
      if (!changes.some((change) => sourceKinds.has(change.kind))) return false;
      current = fresh(current);
      return true;
    },
  };

  /** Figures for the map as it is; what depends on one record alone is taken over while that record is the same. */
  function fresh(before?: ReturnType<typeof figures>) {
    const settings = fullSettings(records.map.settings);
    const asOf = records.map.asOf ?? today;
    const key = `${asOf} ${JSON.stringify(settings)}`;
    return figures(records, key, before?.key === key ? before : undefined, asOf);
  }
}

function figures(
  records: Records,
  key: string,
  before: { likelihoods: WeakMap<WeakSpot, Likelihood>; readiness: WeakMap<Play, Readiness> } | undefined,
  asOf: string,
) {
  const settings = fullSettings(records.map.settings);
  const likelihoods = before?.likelihoods ?? new WeakMap<WeakSpot, Likelihood>();
  const readiness = before?.readiness ?? new WeakMap<Play, Readiness>();
  const spots = new Map<WeakSpot, WeakSpotRisk>();
  const likely = (spot: WeakSpot) => remembered(likelihoods, spot, () => likelihood(spot, settings));
  const play = (record: Play) =>
    remembered(readiness, record, () => playReadiness(record, asOf, settings.rehearsalHalfLifeDays));
  const readinessOf = (id: string) => {
    const record = records.read("play", id);
    return record === undefined ? 0 : play(record).score / 100;
  };
  const weakSpot = (spot: WeakSpot) =>
    remembered(spots, spot, () => weakSpotRisk(records, spot, likely(spot), readinessOf, settings, asOf));
  const sources: ChainSources = { probability: (spot) => likely(spot).probability, readiness: readinessOf, settings };
  return { key, likelihoods, readiness, spots, play, weakSpot, sources };
}

function remembered<K extends object, V>(
  memory: { get: (key: K) => V | undefined; set: (key: K, value: V) => unknown },
  key: K,
  compute: () => V,
): V {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const value = compute();
  memory.set(key, value);
  return value;
}

/** The value as it was before when it says the same. */
function same<T>(last: Map<string, T>, id: string, value: T): T {
  const before = last.get(id);
  if (before !== undefined && (before === value || JSON.stringify(before) === JSON.stringify(value))) return before;
  last.set(id, value);
  return value;
}
