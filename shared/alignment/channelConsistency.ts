import type { Evidence, Expectation } from "../model/kinds.ts";
import type { Records } from "../model/records.ts";
import { isShare } from "./advantage.ts";
import { type Basis, chooseEvidence, type ChosenEvidence } from "./evidenceStrength.ts";
import { twoSidedP } from "./normal.ts";
import { present } from "./placement.ts";
import { groupByKeys } from "./promiseKey.ts";

/** One promise in two channels: how much more often the first keeps it. */
export interface ChannelConsistency {
  expectations: readonly string[];
  channels: readonly [string, string];
  /** First channel's share − second's; online comes before offline. */
  difference: number;
  z: number;
  /** Two-sided chance of such a difference between equal channels. */
  p: number;
}

/** What was counted of one expectation in one channel. */
export interface ChannelSample {
  expectation: string;
  channel: string;
  online: boolean;
  met: number;
  n: number;
  /** Names of the promise and of its measure: only shares of the same measure can be compared. */
  keys: readonly string[];
}

/** Beyond this the pairs of a promise's channels fill no table anybody reads; those with most observations stay. */
const maxChannels = 20;

/** The strongest counted evidence of a share in each channel. Evidence without a channel is of the home channel. */
export function channelSamples(
  records: Records,
  expectation: Expectation,
  evidence: readonly Evidence[],
  home: string | null,
  promiseKeys: readonly string[],
  basis: Basis,
): ChannelSample[] {
  if (!isShare(expectation.measure)) return [];
  const byChannel = new Map<string, Evidence[]>();
  for (const item of evidence) {
    const channel = present(records, "channel", item.channel) ?? home;
    if (channel === null) continue;
    const list = byChannel.get(channel);
    if (list === undefined) byChannel.set(channel, [item]);
    else list.push(item);
  }
  const { direction = "higher", threshold = null, within = "atMost" } = expectation.measure;
  const measure = JSON.stringify([direction, threshold, threshold === null ? null : within]);
  const keys = promiseKeys.map((key) => `${measure} ${key}`);
  return [...byChannel].flatMap(([channel, list]) => {
    const counted = countsOf(chooseEvidence(list, expectation.measure, basis));
    if (counted === undefined) return [];
    const online = records.read("channel", channel)?.online === true;
    return [{ expectation: expectation.id, channel, online, ...counted, keys }];
  });
}

function countsOf(chosen: ChosenEvidence | undefined): { met: number; n: number } | undefined {
  if (chosen === undefined) return undefined;
  const { met, n, value } = chosen.delivery;
  if (n === null || (met === null && (value < 0 || value > 1))) return undefined;
  return { met: met ?? value * n, n };
}

/** Compares every pair of channels in which the same promise was counted. Samples come in document order. */
export function channelConsistency(samples: readonly ChannelSample[]): ChannelConsistency[] {
  return groupByKeys(samples).flatMap((group) => {
    const pools = poolByChannel(group);
    return pools.flatMap((first, i) => pools.slice(i + 1).map((second) => compare(first, second)));
  });
}

interface Pool {
  channel: string;
  online: boolean;
  met: number;
  n: number;
  expectations: string[];
}

function poolByChannel(samples: readonly ChannelSample[]): Pool[] {
  const pools = new Map<string, Pool>();
  for (const { channel, online, met, n, expectation } of samples) {
    const pool = pools.get(channel) ?? { channel, online, met: 0, n: 0, expectations: [] };
    pools.set(channel, pool);
    pool.met += met;
    pool.n += n;
    pool.expectations.push(expectation);
  }
  let all = [...pools.values()];
  if (all.length > maxChannels) all = all.sort((a, b) => b.n - a.n).slice(0, maxChannels);
  return all.sort((a, b) => Number(b.online) - Number(a.online));
}

function compare(first: Pool, second: Pool): ChannelConsistency {
  const { difference, z, p } = shareDifference(first.met, first.n, second.met, second.n);
  const expectations = [...new Set([...first.expectations, ...second.expectations])];
  return { expectations, channels: [first.channel, second.channel], difference, z, p };
}

/** Two-proportion z-test with the pooled share; counts > 0. Source: any textbook, e.g. Fleiss 1981. */
export function shareDifference(
  metA: number,
  nA: number,
  metB: number,
  nB: number,
): { difference: number; z: number; p: number } {
  const difference = metA / nA - metB / nB;
  const pooled = (metA + metB) / (nA + nB);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / nA + 1 / nB));
  // Without any spread (all or none met on both sides) there is no difference to test.
  const z = error > 0 ? difference / error : 0;
  return { difference, z, p: twoSidedP(z) };
}
