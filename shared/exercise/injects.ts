import { elapsedMs } from "./clock.ts";
import type { By, ExerciseState, PlannedInject } from "./state.ts";

/** An inject at a moment: when it came, when it did. */
export interface InjectNow extends PlannedInject {
  /** Time of the exercise at which it came; absent while it is still to come. */
  outAtMs?: number;
  /** Who brought it by hand. */
  by?: By;
}

/** Every inject as it stands at `now`, in the order in which they come or came. */
export function injectsAt(state: ExerciseState, now: number): InjectNow[] {
  const hasStarted = state.clock.startedAt !== undefined;
  const time = elapsedMs(state.clock, now);
  const all = state.injects.map((inject): InjectNow => {
    const fired = state.fired.find((each) => each.inject === inject.id);
    if (fired !== undefined) return { ...inject, outAtMs: fired.atMs, by: fired.by };
    const dueMs = inject.atMinute * 60_000;
    return hasStarted && dueMs <= time ? { ...inject, outAtMs: dueMs } : inject;
  });
  return all.sort((a, b) => (a.outAtMs ?? a.atMinute * 60_000) - (b.outAtMs ?? b.atMinute * 60_000));
}

/** When the failure became known: the first inject; the start while none has come. */
export function detectedAtMs(state: ExerciseState, now: number): number {
  const times = injectsAt(state, now).flatMap(({ outAtMs }) => outAtMs ?? []);
  return times.length === 0 ? 0 : Math.min(...times);
}
