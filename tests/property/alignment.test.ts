import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { curvePoints } from "../../shared/alignment/curve.ts";
import { explainExpectation } from "../../shared/alignment/explainExpectation.ts";
import { explainRollup } from "../../shared/alignment/explainRollup.ts";
import { importancePerformanceOf } from "../../shared/alignment/importancePerformance.ts";
import { type Insights, type InsightsEngine, computeInsights, openInsights } from "../../shared/alignment/insights.ts";
import { personaViews } from "../../shared/alignment/personas.ts";
import { promiseReport } from "../../shared/alignment/promiseReport.ts";
import { rollUp } from "../../shared/alignment/rollup.ts";
import { channelPairs, messageDifferences } from "../../shared/alignment/samePromise.ts";
import { serviceGaps } from "../../shared/alignment/serviceGaps.ts";
import { staleness } from "../../shared/alignment/staleness.ts";
import { unpromised } from "../../shared/alignment/unpromised.ts";
import { statusesWorstFirst } from "../../shared/alignment/status.ts";
import type { Mirror } from "../../shared/doc/mirror.ts";
import { measure } from "../../shared/model/expectation.ts";
import { recordsOfJourney } from "../../shared/model/records.ts";
import { runSeed } from "../seed.ts";
import { openWorld } from "../world/world.ts";
import { journeys, valuesOf } from "./arbitraries.ts";

const today = "2024-06-01";
const level = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const measures = valuesOf(measure) as fc.Arbitrary<ReturnType<typeof measure.parse>>;

/** Where a value holds a number that is none, or a text that was made from one. */
function badNumbers(value: unknown, path = ""): string[] {
  if (typeof value === "number") return Number.isFinite(value) ? [] : [`${path} is ${value}`];
  if (typeof value === "string") return /NaN|Infinity|undefined/.test(value) ? [`${path}: ${value}`] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => badNumbers(inner, `${path}.${key}`));
}

describe("alignment", () => {
  test("L12 the gaps add up", () => {
    fc.assert(
      fc.property(measures, fc.tuple(level, level, level, level, level, level), (measure, levels) => {
        const [expected, belief, standard, delivered, perceived, promised] = levels;
        const gaps = serviceGaps(measure, { expected, belief, standard, perceived }, delivered, promised);
        const oriented = (measure.direction === "lower" ? -1 : 1) * (delivered - expected);
        expect((gaps.listening ?? 0) + (gaps.standard ?? 0) + (gaps.delivery ?? 0)).toBeCloseTo(oriented, 6);
        expect(gaps.perceived).toBeCloseTo(oriented + (gaps.perception ?? 0), 6);
      }),
    );
  });

  test("L16 the uncapped index lies inside its interval, and everything in its range", () => {
    const item = fc.record({
      weight: fc.double({ min: 0, max: 1e3, noNaN: true }),
      gap: fc.option(fc.double({ min: -1, max: 1, noNaN: true })),
      kappa: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      status: fc.constantFrom(...statusesWorstFirst),
      mustBe: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(item), fc.integer({ min: 0, max: 100 }), (items, cap) => {
        const rollup = rollUp(items, cap);
        expect(badNumbers(rollup)).toEqual([]);
        for (const figure of [rollup.coverage, rollup.confidence, rollup.delight])
          expect(isWithin(figure, 1)).toBe(true);
        for (const figure of [rollup.index, rollup.low, rollup.high]) expect(isWithin(figure, 100)).toBe(true);
        if (rollup.uncapped === null) return;
        expect(rollup.low).toBeLessThanOrEqual(rollup.uncapped + 1e-9);
        expect(rollup.high).toBeGreaterThanOrEqual(rollup.uncapped - 1e-9);
        if (rollup.veto) expect(rollup.index).toBeLessThanOrEqual(cap);
      }),
    );
  });

  test("L33 no valid journey brings forth a number that is none, and the same journey says the same", () => {
    fc.assert(
      fc.property(journeys, (journey) => {
        const records = recordsOfJourney(journey);
        const insights = computeInsights(records, today);
        expect(badNumbers(insights)).toEqual([]);
        expect(badNumbers(viewsOf(records, insights))).toEqual([]);
        for (const { interval, status, gap, kappa, satisfaction } of Object.values(insights.expectations)) {
          const [low, high] = interval;
          if (low !== null && high !== null) expect(low).toBeLessThanOrEqual(high);
          if (status === "unpromised" || status === "unmeasured") expect(gap).toBeNull();
          expect(isWithin(kappa, 1) && isWithin(gap === null ? null : gap + 1, 2)).toBe(true);
          expect(satisfaction === null || (satisfaction >= 1 && satisfaction <= 7)).toBe(true);
        }
        expect(JSON.stringify(computeInsights(recordsOfJourney(structuredClone(journey)), today))).toBe(
          JSON.stringify(insights),
        );
      }),
      { numRuns: 400 },
    );
  });

  test(`L34 insights that follow a map equal those from nothing, whatever happens to it (seed ${runSeed})`, () => {
    let compared = 0;
    for (let i = 0; i < 50; i += 1) {
      const seed = (runSeed + i * 0x9e3779b1) >>> 0;
      const world = openWorld(seed);
      const followers = world.clients.map((client) => follow(() => client.mirror));
      for (let step = 0; step < 100; step += 1) {
        world.step();
        const follower = followers[step % followers.length];
        if (follower === undefined) continue;
        const { now, fresh } = follower();
        if (now !== fresh) throw new Error(`seed ${seed}, step ${step}: ${now}\nis not\n${fresh}`);
        compared += fresh.length;
      }
      world.close();
    }
    expect(compared).toBeGreaterThan(100_000);
  });
});

/** Everything else that panels show of a map. */
function viewsOf(records: Parameters<typeof curvePoints>[0], insights: Insights): unknown {
  return [
    curvePoints(records, insights),
    personaViews(records, insights, 49),
    importancePerformanceOf(records, insights),
    channelPairs(records, insights, today),
    messageDifferences(records, today),
    staleness(records, today),
    unpromised(records, insights),
    promiseReport(records, insights, today),
    records.all("expectation").map(({ id }) => explainExpectation(records, id, today)),
    records.all("stage").map(({ id }) => explainRollup(records, insights, "stages", id)),
  ];
}

/** Follows a client's mirror by its changes alone; a reopened tab is another mirror and begins anew. */
function follow(mirrorOf: () => Mirror): () => { now: string; fresh: string } {
  let mirror: Mirror | undefined;
  let engine: InsightsEngine | undefined;
  let before: Insights | undefined;
  return () => {
    if (mirror !== mirrorOf() || engine === undefined) {
      mirror = mirrorOf();
      const opened = openInsights(mirror, today);
      mirror.onChange((changes) => {
        const { expectations, rollups } = opened.apply(changes);
        const after = opened.read();
        if (before === undefined) return;
        if (!rollups) expect(after).toBe(before);
        for (const [id, insight] of Object.entries(before.expectations))
          if (!expectations.has(id)) expect(after.expectations[id]).toBe(insight);
        before = after;
      });
      engine = opened;
      before = opened.read();
    }
    return { now: textOf(engine.read()), fresh: textOf(computeInsights(mirror, today)) };
  };
}

/** A value as text, whatever the order of its keys. */
function textOf(value: unknown): string {
  const sorted = (_: string, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner;
  return JSON.stringify(value, sorted);
}

function isWithin(value: number | null, most: number): boolean {
  return value === null || (value >= -1e-9 && value <= most + 1e-9);
}
