import { type Phase, phasesInOrder, type Step } from "./phases.ts";

/** Whether every step stands where the graded sequence has it: acknowledge, understand, fix, extra, follow up. */
export function isInOrder(steps: readonly Step[]): boolean {
  return steps.every((step, index) => index === 0 || rankOf(steps[index - 1]!) <= rankOf(step));
}

/** The steps in the graded sequence; those of one phase keep their order. */
export function putInOrder(steps: readonly Step[]): Step[] {
  return steps.toSorted((a, b) => rankOf(a) - rankOf(b));
}

/** The index at which a new step of a phase belongs: after the last one that comes before it or with it. */
export function placeOfNew(steps: readonly Step[], phase: Phase): number {
  const last = steps.findLastIndex((step) => rankOf(step) <= phasesInOrder.indexOf(phase));
  return last + 1;
}

/**
 * The steps with one of them a place earlier (−1) or later (+1).
 * @returns undefined where that would break the sequence, or there is no place.
 */
export function moveStep(steps: readonly Step[], index: number, by: -1 | 1): Step[] | undefined {
  const step = steps[index];
  const other = steps[index + by];
  if (step === undefined || other === undefined) return undefined;
  // Steps that stand wrong may pass each other towards where they belong.
  const [before, after] = by === 1 ? [other, step] : [step, other];
  if (rankOf(before) > rankOf(after)) return undefined;
  return steps.map((each, at) => (at === index ? other : at === index + by ? step : each));
}

function rankOf(step: Step): number {
  return phasesInOrder.indexOf(step.phase);
}
