import { type ExpectationInsight, type Insights, computeInsights } from "../../../shared/alignment/insights.ts";
import { parseJourney } from "../../../shared/model/integrity.ts";
import type { Journey } from "../../../shared/model/journey.ts";
import type { JourneyRecord } from "../../../shared/model/kinds.ts";
import { type Records, recordsOfJourney } from "../../../shared/model/records.ts";

export const today = "2024-06-01";

type Of<K extends "expectation" | "promise" | "evidence"> = Omit<JourneyRecord<K>, "id" | "expectation" | "touchpoint">;

/** One expectation with its promises and evidence, as a map would hold it. */
export interface Case extends Partial<Of<"expectation">> {
  id?: string;
  touchpoint?: string;
  promises?: readonly (Partial<Of<"promise">> & { id?: string })[];
  evidence?: readonly (Partial<Of<"evidence">> & { id?: string })[];
}

/** The records of a valid journey with one expectation a case, at a touchpoint `tp` unless it names another. */
export function recordsOf(cases: readonly Case[], more: Partial<Journey> = {}): Records {
  const journey: Journey = {
    format: "kept.journey",
    version: 1,
    title: "A case",
    asOf: today,
    stages: [{ id: "st", title: "Stage" }],
    lanes: [{ id: "la", title: "Lane", kind: "touchpoints" }],
    touchpoints: [{ id: "tp", stage: "st", lane: "la", title: "Touchpoint" }],
    expectations: [],
    promises: [],
    evidence: [],
    ...more,
  };
  for (const [at, { promises = [], evidence = [], ...fields }] of cases.entries()) {
    const id = fields.id ?? `x${at + 1}`;
    journey.expectations?.push({
      touchpoint: "tp",
      statement: `Expectation ${id}`,
      measure: { kind: "share" },
      ...fields,
      id,
    });
    for (const [i, promise] of promises.entries())
      journey.promises?.push({
        wording: `Promise ${id}-${i + 1}`,
        ...promise,
        id: promise.id ?? `${id}-p${i + 1}`,
        expectation: id,
      });
    for (const [i, item] of evidence.entries())
      journey.evidence?.push({ grade: "system", ...item, id: item.id ?? `${id}-e${i + 1}`, expectation: id });
  }
  const parsed = parseJourney(journey);
  if ("problems" in parsed) throw new Error(JSON.stringify(parsed.problems));
  return recordsOfJourney(parsed.journey);
}

/** The insights of a map with these expectations. */
export function insightsOf(cases: readonly Case[], more: Partial<Journey> = {}): Insights {
  return computeInsights(recordsOf(cases, more), today);
}

/** The insight of one expectation on its own. */
export function judged(single: Case, more: Partial<Journey> = {}): ExpectationInsight {
  const insight = insightsOf([{ ...single, id: "x" }], more).expectations.x;
  if (insight === undefined) throw new Error("the case was not judged");
  return insight;
}
