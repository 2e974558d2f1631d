import { curvePoints } from "../../shared/alignment/curve.ts";
import { computeInsights, openInsights } from "../../shared/alignment/insights.ts";
import { createDoc } from "../../shared/doc/mapDoc.ts";
import { openMirror } from "../../shared/doc/mirror.ts";
import { runCommand } from "../../shared/commands/registry.ts";
import type { Journey } from "../../shared/model/journey.ts";
import { type BenchRow, summarize } from "./benchRow.ts";

const today = "2024-06-01";
const rounds = 9;
/** The best of so many counts, as anything else on the machine only ever adds. */
const tries = 5;
const warmUpMs = 400;
const sizes = [10, 100, 1_000, 5_000];

/** What {@link run}'s reference took on the idle 2-core machine for which the goals are given in milliseconds. */
const referenceMs = 1.7;

/**
 * The sciences: what one edit costs, what a map costs from nothing, and how both grow. The budgets are the goals of 2
 * and 10 ms as ratios to reading the same map from JSON in the same round, so that they hold on any machine.
 */
export async function run(): Promise<BenchRow[]> {
  const main = measure(300);
  const growth = sizes.map((touchpoints) => ({ touchpoints, ...measure(touchpoints) }));
  const ratio = (figure: "edit" | "nothing") => main[figure].map((time, i) => time / main.reference[i]!);
  const row = (name: string, unit: string, runs: readonly number[], rest: Partial<BenchRow> = {}): BenchRow => ({
    group: "D",
    name,
    unit,
    runs,
    ...rest,
  });
  const map = "300 touchpoints, 1,000 expectations";
  return [
    row(`reading the map from JSON, ${map}`, "CPU ms", main.reference, { note: "the reference" }),
    row(`one edit: insights, roll-ups and curve, ${map}`, "CPU ms", main.edit, { note: "goal 2 ms" }),
    row("the same ÷ reference", "×", ratio("edit"), { budget: { is: "atMost", value: 2 / referenceMs } }),
    row(`insights from nothing, ${map}`, "CPU ms", main.nothing, { note: "goal 10 ms" }),
    row("the same ÷ reference", "×", ratio("nothing"), { budget: { is: "atMost", value: 10 / referenceMs } }),
    ...(["edit", "nothing"] as const).map((figure) =>
      row(
        `growth of ${figure === "edit" ? "one edit" : "insights from nothing"}: exponent over ${sizes.join(", ")} touchpoints`,
        "exponent",
        Array.from({ length: rounds }, (_, i) =>
          exponent(growth.map(({ touchpoints, [figure]: times }) => ({ size: touchpoints, time: times[i]! }))),
        ),
        { note: growth.map((each) => `${each.touchpoints}: ${brief(each[figure])} CPU ms`).join(", ") },
      ),
    ),
  ];
}

/** Milliseconds of the reference, of one edit and of the whole on one map, the three in turn. */
function measure(touchpoints: number): Record<"reference" | "edit" | "nothing", number[]> {
  const journey = journeyOf(touchpoints);
  const text = JSON.stringify(journey);
  const doc = createDoc(journey);
  const mirror = openMirror(doc);
  const engine = openInsights(mirror, today);
  let spent = 0;
  mirror.onChange((changes) => {
    spent += timed(() => {
      engine.apply(changes);
      curvePoints(mirror, engine.read());
    });
  });
  const evidence = mirror.all("evidence");
  let at = 0;
  const editOnce = () => {
    const { id, n = 1 } = evidence[(at += 7) % evidence.length]!;
    const { met = 0 } = mirror.read("evidence", id)!;
    spent = 0;
    runCommand({ doc, mirror }, "patchEvidence", { id, fields: { met: (met + 1) % n } }, {});
    return spent;
  };
  const once = {
    reference: () => timed(() => JSON.parse(text)),
    edit: editOnce,
    nothing: () => timed(() => computeInsights(mirror, today)),
  };
  const names = ["reference", "edit", "nothing"] as const;
  const until = performance.now() + warmUpMs;
  do for (const name of names) once[name]();
  while (performance.now() < until);
  const runs: Record<(typeof names)[number], number[]> = { reference: [], edit: [], nothing: [] };
  for (let i = 0; i < rounds; i++) for (const name of names) runs[name].push(bestOf(tries, once[name]));
  mirror.close();
  return runs;
}

function bestOf(count: number, once: () => number): number {
  return Math.min(...Array.from({ length: count }, once));
}

/** Milliseconds of processor time, all threads of this process: the clock would also count whatever else runs here. */
function timed(work: () => unknown): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}

function brief(runs: readonly number[]): number {
  return Number(summarize(runs).median.toPrecision(2));
}

/** The slope of time over size on logarithmic scales: 1 is linear. */
function exponent(points: readonly { size: number; time: number }[]): number {
  const logs = points.map(({ size, time }) => ({ x: Math.log(size), y: Math.log(time) }));
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const middle = { x: mean(logs.map(({ x }) => x)), y: mean(logs.map(({ y }) => y)) };
  const rise = logs.reduce((sum, { x, y }) => sum + (x - middle.x) * (y - middle.y), 0);
  return rise / logs.reduce((sum, { x }) => sum + (x - middle.x) ** 2, 0);
}

/** A map of every measure, direction and grade, with as many expectations, promises and evidence as the goals name. */
function journeyOf(touchpoints: number): Journey {
  const stages = Math.max(2, Math.round(touchpoints / 25));
  const count = Math.round((touchpoints * 10) / 3);
  const list = <T>(length: number, make: (i: number) => T) => Array.from({ length }, (_, i) => make(i));
  const kinds = ["share", "mean", "rating", "boolean"] as const;
  const grades = ["system", "survey", "tickets", "frontline", "management"] as const;
  return {
    format: "kept.journey",
    version: 1,
    title: "A large map",
    asOf: today,
    departments: list(9, (i) => ({ id: `de-${i}`, name: `Department ${i}` })),
    channels: list(6, (i) => ({ id: `ch-${i}`, name: `Channel ${i}`, online: i % 2 === 0 })),
    stages: list(stages, (i) => ({ id: `st-${i}`, title: `Stage ${i}` })),
    lanes: [{ id: "la", title: "Lane", kind: "touchpoints" }],
    touchpoints: list(touchpoints, (i) => ({
      id: `tp-${i}`,
      stage: `st-${i % stages}`,
      lane: "la",
      title: `Touchpoint ${i}`,
      channel: `ch-${i % 6}`,
      department: `de-${i % 9}`,
    })),
    expectations: list(count, (i) => ({
      id: `ex-${i}`,
      touchpoint: `tp-${i % touchpoints}`,
      statement: `What customers expect, number ${i % Math.ceil(count * 0.9)}`,
      measure: { kind: kinds[i % 4]!, direction: i % 3 === 0 ? "lower" : "higher", unit: "min" },
      importance: (i % 7) + 1,
      kano: i % 5 === 0 ? "M" : "O",
      standard: 0.9,
    })),
    promises: list(count, (i) => ({
      id: `pr-${i}`,
      expectation: `ex-${i}`,
      wording: `Promise number ${i}`,
      level: 0.9,
      department: `de-${(i * 5) % 9}`,
    })),
    evidence: list(Math.round(count * 1.2), (i) => ({
      id: `ev-${i}`,
      expectation: `ex-${i % count}`,
      grade: grades[i % 5]!,
      n: 20 + (i % 300),
      met: (i * 17) % 20,
      value: 0.8,
      sd: 0.2,
      observedOn: `2024-0${(i % 5) + 1}-15`,
    })),
  };
}
