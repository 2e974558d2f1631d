import type { Evidence, Expectation, PromiseRecord } from "../model/kinds.ts";
import type { Records } from "../model/records.ts";
import { assess } from "./assessment.ts";
import type { Basis } from "./basis.ts";
import { channelSamples, type ChannelSample } from "./channelConsistency.ts";
import { type Contradiction, contradictionOf } from "./contradiction.ts";
import { type Disconnect, disconnectOf } from "./disconnect.ts";
import { type ExpectationInsight, insightOf } from "./expectationInsight.ts";
import type { PromisedExpectation } from "./followThrough.ts";
import { type Placement, placementOf, present } from "./placement.ts";
import type { RollupItem } from "./rollup.ts";
import { rollupItem } from "./rollupItem.ts";

/** Everything the insights of a map need from one expectation, so that another one's edit need not touch it. */
export interface ExpectationEntry extends PromisedExpectation {
  insight: ExpectationInsight;
  placement: Placement;
  item: RollupItem;
  samples: readonly ChannelSample[];
  disconnect: Disconnect | undefined;
  contradiction: Contradiction | undefined;
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
  return {
    insight,
    placement,
    item: rollupItem(expectation, insight),
    status: insight.status,
    keptBy: placement.department,
    promisedBy: active.map((promise) => present(records, "department", promise.department)),
    samples: channelSamples(records, assessment, placement.channel),
    disconnect: disconnectOf(expectation, evidence, basis),
    contradiction: contradictionOf(expectation.id, expectation.measure, active),
  };
}
