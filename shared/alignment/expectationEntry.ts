import type { Evidence, Expectation, PromiseRecord } from "../model/kinds.ts";
import type { Records } from "../model/records.ts";
import { assess } from "./assessment.ts";
import { channelSamples, type ChannelSample } from "./channelConsistency.ts";
import { type Contradiction, contradictionOf } from "./contradiction.ts";
import { type Disconnect, disconnectOf } from "./disconnect.ts";
import type { Basis } from "./evidenceStrength.ts";
import { type ExpectationInsight, insightOf } from "./expectationInsight.ts";
import { type Placement, placementOf, present } from "./placement.ts";
import { promiseKeys } from "./promiseKey.ts";
import type { RollupItem } from "./rollup.ts";
import { rollupItem } from "./rollupItem.ts";

/** Everything the insights of a map need from one expectation, so that another one's edit need not touch it. */
export interface ExpectationEntry {
  insight: ExpectationInsight;
  placement: Placement;
  /** The roll-ups it counts in, by {@link scopeKey}. */
  scopes: readonly string[];
  item: RollupItem;
  /** Departments of its active promises; null for one that names none. */
  promisedBy: readonly (string | null)[];
  samples: readonly ChannelSample[];
  disconnect: Disconnect | undefined;
  contradiction: Contradiction | undefined;
}

export type Dimension = "map" | "stages" | "touchpoints" | "channels" | "departments";

/** The name of one roll-up among all. */
export function scopeKey(dimension: Dimension, id: string): string {
  return `${dimension} ${id}`;
}

export function expectationEntry(
  records: Records,
  expectation: Expectation,
  promises: readonly PromiseRecord[],
  evidence: readonly Evidence[],
  basis: Basis,
): ExpectationEntry {
  const assessment = assess(expectation, promises, evidence, basis);
  const { active } = assessment;
  const insight = insightOf(assessment);
  const placement = placementOf(records, expectation);
  const keys = promiseKeys(expectation, active);
  return {
    insight,
    placement,
    scopes: scopesOf(placement),
    item: rollupItem(expectation, insight),
    promisedBy: active.map((promise) => present(records, "department", promise.department)),
    samples: channelSamples(records, expectation, evidence, placement.channel, keys, basis),
    disconnect: disconnectOf(expectation, evidence, basis),
    contradiction: contradictionOf(expectation.id, expectation.measure, active),
  };
}

function scopesOf({ touchpoint, stage, channel, department }: Placement): string[] {
  const scopes = [scopeKey("map", ""), scopeKey("touchpoints", touchpoint)];
  if (stage !== null) scopes.push(scopeKey("stages", stage));
  if (channel !== null) scopes.push(scopeKey("channels", channel));
  if (department !== null) scopes.push(scopeKey("departments", department));
  return scopes;
}
