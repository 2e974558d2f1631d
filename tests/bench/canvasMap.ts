import type { Journey } from "../../shared/model/journey.ts";
import { openRandom } from "../world/random.ts";
import { wordsOf } from "./benchMap.ts";

/** A map as teams draw them: 12 stages × 8 lanes, one of them the two lines, an expectation, a promise and evidence at most cards. */
export function canvasMap(touchpoints: number): Journey {
  const random = openRandom(touchpoints);
  const list = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));
  const cards = list(touchpoints, (i) => i);
  const expected = cards.filter(() => random.chance(0.85));
  const kinds = ["curve", "customerActions", "frontstage", "touchpoints", "backstage", "support"] as const;
  return {
    format: "kept.journey",
    version: 1,
    title: `Canvas ${touchpoints}`,
    asOf: "2024-06-01",
    channels: ["Web", "App", "Phone"].map((name) => ({ id: name, name })),
    departments: ["Digital", "Operations", "Contact centre"].map((name) => ({ id: name, name })),
    stages: list(12, (i) => ({ id: `st-${i}`, title: wordsOf(random, 1) })),
    lanes: list(8, (i) => ({ id: `la-${i}`, title: wordsOf(random, 2), kind: kinds[i] ?? "touchpoints" })),
    touchpoints: cards.map((i) => ({
      id: `tp-${i}`,
      stage: `st-${Math.floor((i * 12) / touchpoints)}`,
      lane: `la-${1 + (i % 7)}`,
      title: wordsOf(random, 3),
      channel: random.pick(["Web", "App", "Phone"]),
      department: random.pick(["Digital", "Operations", "Contact centre"]),
    })),
    connections: list(Math.round(touchpoints * (200 / 300)), (i) => ({
      id: `co-${i}`,
      from: `tp-${i}`,
      to: `tp-${i + 1}`,
      probability: 0.9,
    })),
    expectations: expected.map((i) => ({
      id: `ex-${i}`,
      touchpoint: `tp-${i}`,
      statement: wordsOf(random, 5),
      measure: { kind: "share" as const, direction: "higher" as const },
      desired: 0.95,
      adequate: 0.7,
    })),
    promises: expected.map((i) => ({
      id: `pr-${i}`,
      expectation: `ex-${i}`,
      wording: wordsOf(random, 4),
      level: 0.85,
    })),
    evidence: expected
      .filter(() => random.chance(0.8))
      .map((i) => ({
        id: `ev-${i}`,
        expectation: `ex-${i}`,
        grade: "system" as const,
        n: 400,
        met: 260 + random.below(140),
      })),
  };
}
