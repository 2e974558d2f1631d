import { expect, test } from "vitest";
import { templates } from "../../server/templates/templates.ts";
import { computeInsights, type Insights } from "../../shared/alignment/insights.ts";
import { type Journey, journeyList } from "../../shared/model/journey.ts";
import { recordsOfJourney } from "../../shared/model/records.ts";

const ids = [...templates.keys()];

test("TP1 there are six templates, the airline first of all", () => {
  expect(ids).toEqual([
    "airline-disruption",
    "bank-card-dispute",
    "ecommerce-delivery",
    "hospital-emergency",
    "saas-onboarding",
    "telecom-fault",
  ]);
});

test.each(ids)("TP2 %s is a journey with a summary, lanes for the curve and for notes, and sources", (id) => {
  const journey = read(id);
  expect(journey.context?.length).toBeGreaterThan(40);
  const laneKinds = journeyList(journey, "lane").map(({ kind }) => kind);
  expect(laneKinds).toEqual(expect.arrayContaining(["curve", "notes"]));
  expect(journeyList(journey, "source").length).toBeGreaterThan(1);
  expect(journeyList(journey, "touchpoint").length).toBeGreaterThan(5);
});

test.each(ids)("TP3 every figure of %s says where it comes from", (id) => {
  const journey = read(id);
  for (const promise of journeyList(journey, "promise"))
    expect(promise).toMatchObject({ where: expect.stringMatching(/\S/), source: expect.any(String) });
  for (const evidence of journeyList(journey, "evidence")) expect(evidence.source).toEqual(expect.any(String));
});

test("TP4 the airline's expectations stand as its research says", () => {
  const { expectations } = insightsOf("airline-disruption");
  for (const [id, [status, gap, kappa]] of Object.entries(airline)) {
    expect(expectations[id]?.status).toBe(status);
    expectClose(expectations[id]?.gap, gap);
    expectClose(expectations[id]?.kappa, kappa);
  }
});

test.each([
  [
    "bank-card-dispute",
    { b1: "unmeasured", b2: "unmeasured", b3: "broken", b4: "atRisk" },
    36.274,
    0.5,
    "broken",
    true,
  ],
  [
    "ecommerce-delivery",
    { e1: "atRisk", e2: "atRisk", e3: "unmeasured", e4: "unpromised", e5: "unpromised" },
    73.2533,
    0.6,
    "atRisk",
    false,
  ],
  [
    "hospital-emergency",
    { h1: "broken", h2: "broken", h3: "exceeded", h4: "unpromised" },
    38.9289,
    0.9,
    "broken",
    true,
  ],
  [
    "saas-onboarding",
    { s1: "unmeasured", s2: "broken", s3: "broken", s4: "atRisk", s5: "unpromised", s6: "unmeasured" },
    3.4925,
    0.6,
    "broken",
    false,
  ],
  [
    "telecom-fault",
    { t1: "unmeasured", t2: "unmeasured", t3: "unmeasured", t4: "unpromised", t5: "unpromised" },
    null,
    0,
    "unmeasured",
    false,
  ],
] as const)("TP5 %s stands as its research says", (id, statuses, index, coverage, worst, veto) => {
  const { expectations, rollups } = insightsOf(id);
  expect(Object.fromEntries(Object.entries(expectations).map(([id, { status }]) => [id, status]))).toEqual(statuses);
  expectClose(rollups.map.index, index);
  expectClose(rollups.map.coverage, coverage);
  expect(rollups.map).toMatchObject({ worst, veto });
});

/** Status, gap and evidence strength of each. */
const airline = {
  x01: ["broken", -1, 0.1998],
  x02: ["atRisk", -0.654, 0.1998],
  x03: ["atRisk", -0.686, 0.1998],
  x04: ["atRisk", -0.1847, 0.9962],
  x05: ["atRisk", -0.355, 0.9962],
  x06: ["atRisk", -0.35, 0.1998],
  x07: ["broken", -1, 0.1998],
  x08: ["atRisk", -0.367, 0.1998],
  x09: ["unmeasured", null, null],
  x10: ["unmeasured", null, null],
  x11: ["unmeasured", null, null],
  x12: ["unmeasured", null, null],
  x13: ["unmeasured", null, null],
  x14: ["unpromised", null, null],
  x15: ["unmeasured", null, null],
} as const;

/** Equal to ±.05: the research rounded its figures on the way. */
function expectClose(actual: number | null | undefined, wanted: number | null): void {
  if (wanted === null) expect(actual).toBeNull();
  else expect(actual).toBeCloseTo(wanted, 1);
}

function insightsOf(id: string): Insights {
  return computeInsights(recordsOfJourney(read(id)), "2026-01-01");
}

function read(id: string): Journey {
  const journey = templates.get(id);
  if (journey === undefined) throw new Error(`There is no template ${id}.`);
  return journey;
}
