import type { FullSettings } from "../model/settings.ts";
import type { Chain, Outcome } from "./chain.ts";

/** What a scenario remembers of the map it was made on. */
export interface Base {
  /** Churn of the map then. */
  churn: number;
  /** Changes with everything the result is computed from. */
  print: string;
}

const outcomes: readonly Outcome[] = ["ok", "recovered", "unrecovered"];

/**
 * A short text that stands for a map's chain: its churn for people, and a fingerprint. Recovery counts in whole per
 * cent, because readiness ages a little every day without anybody changing the map.
 */
export function baseOf(chain: Chain, churn: number, commonShock: FullSettings["commonShock"]): string {
  const parts = chain.nodes.map(({ failure, recovery, quit, next }, i) => [
    chain.ids[i],
    failure.toFixed(4),
    recovery.toFixed(2),
    quit.toFixed(4),
    ...outcomes.map((outcome) => next[outcome].map(({ to, share }) => `${to}:${share.toFixed(4)}`).join("+")),
  ]);
  return `${Number(churn.toPrecision(6))} ${hash(JSON.stringify([chain.ids[chain.start], commonShock, parts]))}`;
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
