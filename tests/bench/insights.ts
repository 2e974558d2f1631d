import { curvePoints } from "../../shared/alignment/curve.ts";
import { computeInsights, openInsights } from "../../shared/alignment/insights.ts";
import { createDoc } from "../../shared/doc/mapDoc.ts";
import { openMirror } from "../../shared/doc/mirror.ts";
import { runCommand } from "../../shared/commands/registry.ts";
import type { Journey } from "../../shared/model/journey.ts";
import { type BenchRow, summarize } from "./benchRow.ts";

const today = "2024-06-01";
const rounds = 7;

/** Goals of speed.md (D) on the 2-core machine that they were measured on; a slower one is given its own time. */
const goals = { editMs: 2, nothingMs: 10 };

/** Milliseconds that {@link reference} took where the goals were set. */
const referenceMs = 6;

/** The sciences: what one edit costs, what a map costs from nothing, and how both grow. */
export async function run(): Promise<BenchRow[]> {
  const machine = referenceTimes();
  const slower = Math.max(1, summarize(machine).median / referenceMs);
  const sizes = [10, 100, 1_000, 5_000];
  const rows = [300, ...sizes].map((touchpoints) => ({ touchpoints, ...measure(touchpoints) }));
  const main = rows[0]!;
  const growth = rows.slice(1);
  return [
    { group: "D", name: "reference loop", unit: "ms", runs: machine, note: "scales the goals to this machine" },
    {
      group: "D",
      name: "one edit, 300 touchpoints and 1,000 expectations: insights, roll-ups and curve",
      unit: "ms",
      runs: main.edit,
      budget: { is: "atMost", value: goals.editMs * slower },
    },
    {
      group: "D",
      name: "the same map from nothing",
      unit: "ms",
      runs: main.nothing,
      budget: { is: "atMost", value: goals.nothingMs * slower },
    },
    {
      group: "D",
      name: "one edit ÷ the whole map",
      unit: "×",
      runs: main.edit.map((edit, i) => edit / main.nothing[i]!),
      budget: { is: "atMost", value: 0.2 },
    },
    ...(["edit", "nothing"] as const).map((figure): BenchRow => ({
      group: "D",
      name: `growth of ${figure === "edit" ? "one edit" : "a map from nothing"}, exponent over ${sizes.join(", ")} touchpoints`,
      unit: "exponent",
      runs: Array.from({ length: rounds }, (_, i) =>
        exponent(growth.map((row) => ({ size: row.touchpoints, time: row[figure][i]! }))),
      ),
      budget: { is: "atMost", value: 1.2 },
      note: growth
        .map((row) => `${row.touchpoints}: ${Number(summarize(row[figure]).median.toPrecision(2))} ms`)
        .join(", "),
    })),
  ];
}

/** Milliseconds of one edit and of the whole, several runs each, on a map with 10/3 expectations a touchpoint. */
function measure(touchpoints: number): { edit: number[]; nothing: number[] } {
  const doc = createDoc(journeyOf(touchpoints));
  const mirror = openMirror(doc);
  const engine = openInsights(mirror, today);
  let spent = 0;
  mirror.onChange((changes) => {
    const start = performance.now();
    engine.apply(changes);
    curvePoints(mirror, engine.read());
    spent += performance.now() - start;
  });
  const evidence = mirror.all("evidence");
  const editsPerRound = touchpoints > 1_000 ? 10 : 50;
  let at = 0;
  const edit = timed(() => {
    spent = 0;
    for (let i = 0; i < editsPerRound; i++) {
      const { id, n = 1 } = evidence[(at += 7) % evidence.length]!;
      runCommand({ doc, mirror }, "patchEvidence", { id, fields: { met: (at * 31) % n } }, {});
    }
    return spent / editsPerRound;
  });
  const nothing = timed(() => {
    const start = performance.now();
    computeInsights(mirror, today);
    return performance.now() - start;
  });
  mirror.close();
  return { edit, nothing };
}

/** Runs of a measurement after as many to warm up. */
function timed(once: () => number): number[] {
  for (let i = 0; i < rounds; i++) once();
  return Array.from({ length: rounds }, once);
}

/** A fixed piece of arithmetic and allocation, of the kind the sciences do: how fast this machine is today. */
function referenceTimes(): number[] {
  return timed(() => {
    const start = performance.now();
    const table = new Map<string, number>();
    for (let i = 0; i < 30_000; i++) table.set(`key ${i % 5_000}`, Math.sqrt(i) + (table.get(`key ${i % 4_000}`) ?? 0));
    return performance.now() - start;
  });
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
