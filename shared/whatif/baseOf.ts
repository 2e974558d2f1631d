import type { Records } from "../model/records.ts";
import { lastRehearsal, playReadiness } from "../recovery/readiness.ts";
import type { Outcome } from "./chain.ts";
import { type ChainSources, mapChain } from "./scenarioChain.ts";

/** What a scenario remembers of the map it was made on. */
export interface Base {
  /** Churn of the map then. */
  churn: number;
  /** Changes with everything the result is computed from. */
  print: string;
}

const outcomes: readonly Outcome[] = ["ok", "recovered", "unrecovered"];

/** Later than every rehearsal. */
const everAfter = "9999-12-31";

/**
 * A short text that stands for a map's chain: its churn for people, and a fingerprint of what people change. Rehearsals
 * count by their day and as fresh as on it, because they age every day without anybody changing the map.
 */
export function baseOf(records: Records, sources: ChainSources, start: string | undefined, churn: number): string {
  const { commonShock, rehearsalHalfLifeDays } = sources.settings;
  const attached = new Set(records.all("weakSpot").flatMap(({ plays = [] }) => plays));
  const plays = [...attached].sort().flatMap((id) => records.read("play", id) ?? []);
  const fresh = new Map(plays.map((play) => [play.id, playReadiness(play, everAfter, Infinity).score / 100]));
  const chain = mapChain(records, { ...sources, readiness: (id) => fresh.get(id) ?? 0 }, start);
  const parts = chain.nodes.map(({ failure, recovery, quit, next }, i) => [
    chain.ids[i],
    failure.toFixed(4),
    recovery.toFixed(4),
    quit.toFixed(4),
    ...outcomes.map((outcome) => next[outcome].map(({ to, share }) => `${to}:${share.toFixed(4)}`).join("+")),
  ]);
  const rehearsed = plays.map((play) => [play.id, lastRehearsal(play, everAfter)]);
  const all = [chain.ids[chain.start], commonShock, parts, rehearsalHalfLifeDays, rehearsed];
  return `${Number(churn.toPrecision(6))} ${hash(JSON.stringify(all))}`;
}

/** Reads what {@link baseOf} wrote; undefined when it is something else. */
export function readBase(text: string | undefined): Base | undefined {
  const [churn = "", print] = (text ?? "").split(" ");
  return print === undefined || !Number.isFinite(Number(churn)) ? undefined : { churn: Number(churn), print };
}

/** FNV-1a over UTF-16 units in two lanes: 64 bits, written in base 36. */
function hash(text: string): string {
  let [one, other] = [0x811c9dc5, 0x1b873593];
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    one = Math.imul(one ^ code, 0x01000193);
    other = Math.imul(other ^ (code + i), 0x85ebca6b);
  }
  return `${(one >>> 0).toString(36)}${(other >>> 0).toString(36)}`;
}
