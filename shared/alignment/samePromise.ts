import type { Expectation, PromiseRecord } from "../model/kinds.ts";
import type { Records } from "../model/records.ts";
import { promisedLevel, promiseState } from "../model/activePromise.ts";
import type { Insights } from "./insights.ts";
import { placementOf, present } from "./placement.ts";
import { groupByKeys, normalised, promiseKeys } from "./promiseKey.ts";
import { openRecordsByOwner } from "./recordsByOwner.ts";

/** One place where a promise is made. */
export interface Saying {
  promise: string;
  expectation: string;
  /** Where it is said: the promise's own channel, else where its expectation belongs. */
  channel: string | null;
  wording: string;
  level: number | null;
}

/** One promise that is said in several ways. */
export interface MessageDifference {
  expectations: readonly string[];
  sayings: readonly Saying[];
  /**
   * What differs: the promised `level`, a `number` in the wording ("24 h" against "48 h"), or only the `wording`.
   * The first two contradict each other.
   */
  differs: readonly ("level" | "number" | "wording")[];
}

/** One promise that an online and an offline channel both keep. */
export interface ChannelPair {
  statement: string;
  online: readonly string[];
  offline: readonly string[];
  /** Mean normalised gap online − offline; null unless both are measured. */
  difference: number | null;
}

interface Family {
  members: readonly { expectation: Expectation; active: readonly PromiseRecord[]; channel: string | null }[];
}

/** Every promise that is worded or levelled differently from place to place (F99). */
export function messageDifferences(records: Records, asOf: string): MessageDifference[] {
  return familiesOf(records, asOf).flatMap(({ members }) => {
    const sayings = members.flatMap(({ expectation, active, channel }) =>
      active.map((promise) => ({
        promise: promise.id,
        expectation: expectation.id,
        channel: present(records, "channel", promise.channel) ?? channel,
        wording: promise.wording,
        level: promisedLevel(promise, expectation.measure),
      })),
    );
    const differs = differencesOf(sayings);
    return differs.length > 0
      ? [{ expectations: members.map(({ expectation }) => expectation.id), sayings, differs }]
      : [];
  });
}

/** Every promise that both an online and an offline channel keep, with how far apart they are (F90). */
export function channelPairs(records: Records, insights: Insights, asOf: string): ChannelPair[] {
  return familiesOf(records, asOf).flatMap(({ members }) => {
    const side = (online: boolean) =>
      members
        .filter(({ channel }) => channel !== null && records.read("channel", channel)?.online === online)
        .map(({ expectation }) => expectation.id);
    const online = side(true);
    const offline = side(false);
    if (online.length === 0 || offline.length === 0) return [];
    const gaps = [online, offline].map((ids) => meanGap(ids, insights));
    const [first = null, second = null] = gaps;
    return [
      {
        statement: members[0]?.expectation.statement ?? "",
        online,
        offline,
        difference: first === null || second === null ? null : first - second,
      },
    ];
  });
}

/** Expectations that are one promise, by {@link promiseKeys}. */
function familiesOf(records: Records, asOf: string): Family[] {
  const promises = openRecordsByOwner(records, "promise", ({ expectation }) => expectation);
  const members = records.all("expectation").map((expectation) => {
    const active = promises.of(expectation.id).filter((promise) => promiseState(promise, asOf) === "active");
    const { channel } = placementOf(records, expectation);
    const persona = present(records, "persona", expectation.persona);
    return { expectation, active, channel, keys: promiseKeys(expectation, persona, active) };
  });
  return groupByKeys(members).map((group) => ({ members: group }));
}

function differencesOf(sayings: readonly Saying[]): MessageDifference["differs"] {
  const differs: ("level" | "number" | "wording")[] = [];
  if (differ(sayings.map(({ level }) => level).filter((level) => level !== null))) differs.push("level");
  if (differ(sayings.map(({ wording }) => numbersIn(wording)).filter((numbers) => numbers !== "")))
    differs.push("number");
  if (differ(sayings.map(({ wording }) => normalised(wording)))) differs.push("wording");
  return differs;
}

function differ(values: readonly (number | string | null)[]): boolean {
  return new Set(values).size > 1;
}

/** The numbers of a wording in the order of their size, as one text. */
function numbersIn(wording: string): string {
  const found = wording.normalize("NFKC").match(/\d+(?:[.,]\d+)*/gu) ?? [];
  return found
    .map((number) => number.replaceAll(",", "."))
    .sort()
    .join(" ");
}

function meanGap(ids: readonly string[], insights: Insights): number | null {
  const gaps = ids.flatMap((id) => insights.expectations[id]?.gap ?? []);
  return gaps.length === 0 ? null : gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
}
