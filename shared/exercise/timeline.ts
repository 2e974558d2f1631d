import type { Inject, LogKind } from "./act.ts";
import { injectsAt } from "./injects.ts";
import type { By, ClockMark, ExerciseState } from "./state.ts";
import { judgeSteps } from "./steps.ts";

/** One line of what happened, with the exercise's time. */
export type TimelineEntry = { key: string; atMs: number; seq: number } & (
  | { what: "clock"; mark: ClockMark["kind"]; by: By }
  | { what: "inject"; text: string; level: Inject["level"]; by?: By }
  | { what: "tick"; play: string; text: string; by: By; faults: readonly string[] }
  | { what: "log"; kind: LogKind; text: string; by: By }
);

/** Everything that happened up to `now`, in the order of the exercise's time. */
export function timelineOf(state: ExerciseState, now: number): TimelineEntry[] {
  const entries: TimelineEntry[] = [
    ...state.marks.map((mark) => ({ ...mark, key: `clock-${mark.seq}`, what: "clock" as const, mark: mark.kind })),
    ...injectsAt(state, now).flatMap(({ id, text, level, outAtMs, by }) =>
      outAtMs === undefined
        ? []
        : [{ key: id, what: "inject" as const, atMs: outAtMs, seq: 0, text, level, ...(by && { by }) }],
    ),
    ...judgeSteps(state, now).flatMap(({ play, text, tick, faults }) =>
      tick === undefined
        ? []
        : [
            {
              key: `tick-${tick.seq}`,
              what: "tick" as const,
              atMs: tick.atMs,
              seq: tick.seq,
              play,
              text,
              by: tick.by,
              faults,
            },
          ],
    ),
    ...state.log.map((entry) => ({ ...entry, key: entry.id, what: "log" as const })),
  ];
  return entries.sort((a, b) => a.atMs - b.atMs || rank(a) - rank(b) || a.seq - b.seq);
}

/** At one and the same moment the start comes first, the end last, and an inject before what it caused. */
function rank(entry: TimelineEntry): number {
  if (entry.what === "clock") return entry.mark === "start" ? 0 : entry.mark === "end" ? 3 : 2;
  return entry.what === "inject" ? 1 : 2;
}
