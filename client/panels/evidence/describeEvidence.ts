import type { Measure } from "../../../shared/model/expectation.ts";
import { cadenceUnitOf, plainUnit } from "../measure/cadence.ts";
import { formatLevel, isShare } from "../measure/levels.ts";
import { formatNumber } from "../measure/numbers.ts";
import type { EvidenceDraft } from "./parseEvidence.ts";

/** What a piece of evidence says, in a few words: `168 of 200 met (84%)`, `50 values, mean 12 min, 4 to 31`. */
export function describeEvidence(draft: EvidenceDraft, measure: Measure): string {
  const { values, met, n, value, sd } = draft;
  const isCadence = cadenceUnitOf(measure) !== undefined;
  if (values !== undefined && values.length > 0) return describeValues(values, measure);
  if (met !== undefined && n !== undefined) {
    return n === 0
      ? "0 cases"
      : `${formatNumber(met)} of ${formatNumber(n)} ${isCadence ? "intervals kept" : "met"} (${formatNumber((met / n) * 100, 1)}%)`;
  }
  const parts = [
    value === undefined ? undefined : formatLevel(measure, value),
    n === undefined ? undefined : `n ${formatNumber(n)}`,
    sd === undefined ? undefined : `sd ${formatNumber(sd)}`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? "No figure" : parts.join(", ");
}

function describeValues(values: readonly number[], measure: Measure): string {
  const counted = `${formatNumber(values.length)} ${values.length === 1 ? "value" : "values"}`;
  const { threshold, within = "atMost", unit = "" } = measure;
  if (isShare(measure) && threshold !== undefined) {
    const met = values.filter((value) => (within === "atMost" ? value <= threshold : value >= threshold)).length;
    if (cadenceUnitOf(measure) !== undefined) {
      const late = values.reduce((a, b) => Math.max(a, b)) - threshold;
      const worst = late > 0 ? `, the latest ${formatNumber(late)} ${plainUnit(unit)} late` : "";
      return `${formatNumber(met)} of ${formatNumber(values.length)} ${values.length === 1 ? "interval" : "intervals"} kept${worst}`;
    }
    const word = within === "atMost" ? "within" : "at least";
    return `${counted}, ${formatNumber(met)} ${word} ${formatNumber(threshold)} ${unit}`.trim();
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const lowest = values.reduce((a, b) => Math.min(a, b));
  const highest = values.reduce((a, b) => Math.max(a, b));
  return `${counted}, mean ${formatLevel(measure, mean)}, ${formatNumber(lowest)} to ${formatNumber(highest)}`;
}
