import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { computeInsights } from "../../../shared/alignment/insights.ts";
import type { Rollup } from "../../../shared/alignment/rollup.ts";
import { parseJourney } from "../../../shared/model/integrity.ts";
import { recordsOfJourney } from "../../../shared/model/records.ts";
import { today } from "./judge.ts";

const template = new URL("../../../server/templates/airlineDisruption.json", import.meta.url);
const parsed = parseJourney(JSON.parse(readFileSync(template, "utf8")));
if ("problems" in parsed) throw new Error(JSON.stringify(parsed.problems));
const records = recordsOfJourney(parsed.journey);
const insights = computeInsights(records, today);

const named = (records: readonly { id: string; name: string }[], rollups: Readonly<Record<string, Rollup>>) =>
  Object.fromEntries(
    records.map(({ id, name }) => [
      name,
      (["index", "low", "high", "coverage"] as const).map((figure) => rollups[id]?.[figure] ?? null),
    ]),
  );

/** The published figures are rounded on the way; a figure is the same within .05. */
const about = (...values: (number | null)[]) =>
  values.map((value) => (value === null ? null : expect.closeTo(value, 1)));

describe("the airline map", () => {
  test("L16 the whole map", () => {
    const { index, low, high, coverage, confidence } = insights.rollups.map;
    expect([index, low, high]).toEqual(about(50.9, 23.4, 87.7));
    expect(coverage).toBeCloseTo(0.67, 9);
    expect(confidence).toBeCloseTo(0.3569, 3);
    expect(insights.rollups.map).toMatchObject({ veto: false, worst: "broken", delight: 0 });
  });

  test("L19 by stage, channel and department", () => {
    const stages = records.all("stage").map(({ id, title }) => ({ id, name: title }));
    expect(named(stages, insights.rollups.stages)).toEqual({
      "Choose & book": about(0, 0, 80.02, 1),
      Prepare: about(34.6, 5.18, 90.2, 0.75),
      Airport: about(31.4, 6.27, 86.29, 1),
      Fly: about(61.71, 53.71, 77.98, 1),
      Disruption: about(null, 0, 100, 0),
      After: about(63.3, 5.53, 96.79, 0.4375),
    });
    expect(named(records.all("channel"), insights.rollups.channels)).toEqual({
      Airport: about(48.58, 7.42, 92.14, 0.7647),
      App: about(34.6, 3.11, 94.12, 0.45),
      Flight: about(61.71, 53.71, 77.98, 1),
      Phone: about(null, 0, 100, 0),
      Web: about(0, 0, 92.86, 0.3571),
    });
    expect(named(records.all("department"), insights.rollups.departments)).toEqual({
      Marketing: about(null, null, null, null),
      Legal: about(null, null, null, null),
      Baggage: about(63.3, 12.65, 92.67, 1),
      "Cabin crew": about(65, 12.99, 93.01, 1),
      "Contact centre": about(null, 0, 100, 0),
      Digital: about(15.57, 3.11, 83.13, 1),
      "Finance/refunds": about(null, 0, 100, 0),
      "Ground handling": about(31.4, 2.09, 95.43, 0.3333),
      "Operations control": about(74.23, 60.9, 78.86, 0.8235),
    });
  });

  test("L21 what Marketing, Legal and the contact centre promise, and who keeps it", () => {
    const name = (id: string | null) => (id === null ? "" : records.read("department", id)?.name);
    const matrix = insights.followThrough.map(({ promisedBy, keptBy, counts }) => [
      `${name(promisedBy)} → ${name(keptBy)}`,
      counts,
    ]);
    expect(Object.fromEntries(matrix)).toEqual({
      "Marketing → Digital": { broken: 2, atRisk: 1 },
      "Marketing → Ground handling": { atRisk: 1, unmeasured: 1 },
      "Marketing → Operations control": { atRisk: 2, unmeasured: 1 },
      "Marketing → Cabin crew": { atRisk: 1 },
      "Marketing → Baggage": { atRisk: 1 },
      "Legal → Ground handling": { unmeasured: 1 },
      "Legal → Finance/refunds": { unmeasured: 2 },
      "Contact centre → Ground handling": { unmeasured: 1 },
    });
  });
});
