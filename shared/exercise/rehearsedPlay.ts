import { limits } from "../limits.ts";
import type { Play } from "../model/kinds.ts";
import type { RehearsedPlay } from "./act.ts";
import { cut } from "./cut.ts";

/** A copy of a play's steps for an exercise, cut to what one may hold. */
export function rehearsedPlayOf({ id, title, steps = [] }: Play): RehearsedPlay {
  return {
    id,
    title: cut(title, limits.exerciseNameChars),
    steps: steps.slice(0, limits.stepsPerExercisePlay).map(({ phase, text, script, withinMinutes, afterDays }) => ({
      phase,
      text: cut(text, limits.exerciseTextChars),
      ...(script !== undefined && { script: cut(script, limits.exerciseTextChars) }),
      ...(withinMinutes !== undefined && { withinMinutes }),
      ...(afterDays !== undefined && { afterDays }),
    })),
  };
}
