import type { Journey } from "../../shared/model/journey.ts";
import { openRandom, type Random } from "../world/random.ts";

/** 12 stages × 8 lanes; for each 300 touchpoints 750 expectations, 200 connections and 150 notes. */
export function mapOf(touchpoints: number): Journey {
  const random = openRandom(touchpoints);
  const list = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));
  const card = (i: number) => `tp-${i % touchpoints}`;
  return {
    format: "kept.journey",
    version: 1,
    title: "Bench",
    stages: list(12, (i) => ({ id: `st-${i}`, title: wordsOf(random, 2) })),
    lanes: list(8, (i) => ({ id: `la-${i}`, title: wordsOf(random, 2), kind: "touchpoints" as const })),
    touchpoints: list(touchpoints, (i) => ({
      id: `tp-${i}`,
      stage: `st-${i % 12}`,
      lane: `la-${i % 8}`,
      title: wordsOf(random, 3),
      description: wordsOf(random, 8),
    })),
    connections: list(Math.round(touchpoints * (200 / 300)), (i) => ({
      id: `co-${i}`,
      from: card(i),
      to: card(i + 1),
      label: wordsOf(random, 1),
    })),
    expectations: list(Math.round(touchpoints * 2.5), (i) => ({
      id: `ex-${i}`,
      touchpoint: card(i),
      statement: wordsOf(random, 6),
      measure: { kind: "share" as const, direction: "higher" as const },
      importance: 1,
      desired: 0.9,
      adequate: 0.7,
    })),
    notes: list(touchpoints / 2, (i) => ({ id: `no-${i}`, text: wordsOf(random, 10), x: i, y: i })),
  };
}

const words = "customer waits for the promised reply before the parcel arrives and nobody at the desk knows why".split(
  " ",
);

export function wordsOf(random: Random, count: number): string {
  return Array.from({ length: count }, () => random.pick(words)).join(" ");
}
