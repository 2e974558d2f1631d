import type { Measure } from "../model/expectation.ts";
import type { Evidence } from "../model/kinds.ts";
import type { Records } from "../model/records.ts";
import { isShare } from "./advantage.ts";
import type { Assessment } from "./assessment.ts";
import { chooseEvidence, type ChosenEvidence } from "./evidenceStrength.ts";
import { twoSidedP } from "./normal.ts";
import { present } from "./placement.ts";
import { groupByKeys, promiseKeys } from "./promiseKey.ts";

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
  { expectation, evidence, active, chosen, basis }: Assessment,
  home: string | null,
): ChannelSample[] {
  const { measure } = expectation;
  if (!isShare(measure) || chosen === undefined) return [];
  const samples: ChannelSample[] = [];
  let keys: readonly string[] | undefined;
  for (const [channel, list] of byChannel(records, evidence, home)) {
    const counts = countsOf(list === evidence ? chosen : chooseEvidence(list, measure, basis));
    if (counts === undefined) continue;
    keys ??= promiseKeys(expectation, present(records, "persona", expectation.persona), active, measureKey(measure));
    const online = records.read("channel", channel)?.online === true;
    samples.push({ expectation: expectation.id, channel, online, met: counts.met, n: counts.n, keys });
  }
  return samples;
}

function measureKey({ direction = "higher", threshold, within = "atMost" }: Measure): string {
  return threshold === undefined ? direction : `${direction} ${within} ${threshold}`;
}

/** Evidence by its channel; without a channel it belongs nowhere. */
function byChannel(
  records: Records,
  evidence: readonly Evidence[],
  home: string | null,
): [channel: string, evidence: readonly Evidence[]][] {
  const channelOf = (item: Evidence) => present(records, "channel", item.channel) ?? home;
  const [first] = evidence;
  const only = first === undefined ? null : channelOf(first);
  if (evidence.every((item) => channelOf(item) === only)) return only === null ? [] : [[only, evidence]];
  const lists = new Map<string, Evidence[]>();
  for (const item of evidence) {
    const channel = channelOf(item);
    if (channel === null) continue;
    const list = lists.get(channel);
    if (list === undefined) lists.set(channel, [item]);
    else list.push(item);
  }
  return [...lists];
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
    if (group.length < 2) return [];
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
