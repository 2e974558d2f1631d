import { expect } from "vitest";
import type { Outcome } from "./scenario.ts";

/** Fails unless all that was acknowledged was always there, once and in order, and in the end everything was everywhere. */
export function expectKept(outcome: Outcome): void {
  const { lost, doubled, strange, disordered, missing, unequal } = outcome;
  const none: string[] = [];
  const kept = { lost: none, doubled: none, strange: none, disordered: none, missing: none, unequal: none };
  expect({ lost, doubled, strange, disordered, missing, unequal }).toEqual(kept);
  expect(outcome.acknowledged).toBeGreaterThan(0);
}
