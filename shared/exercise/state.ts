import type { Actor, ActOf, ExerciseRole, Inject, LogKind, RehearsedPlay } from "./act.ts";
import type { ExerciseClock } from "./clock.ts";
import type { Phase } from "./rights.ts";

/** Somebody who joined, with the role he plays. */
export interface ExercisePerson {
  id: string;
  name: string;
  color: string;
  role: ExerciseRole;
  roleName?: string;
}

/** Who did something; still known by name when he has left. */
export type By = Pick<Actor, "id" | "name">;

export interface PlannedInject extends Inject {
  id: string;
}

/** Something that happened at a time of the exercise, in milliseconds since its start without the pauses. */
interface Happened {
  seq: number;
  atMs: number;
  by: By;
}

export interface Fired extends Happened {
  inject: string;
}

export interface Tick extends Happened {
  play: string;
  step: number;
}

export interface LogEntry extends Happened {
  id: string;
  kind: LogKind;
  text: string;
}

/** The clock was started, stopped or set going again. */
export interface ClockMark extends Happened {
  kind: "start" | "pause" | "resume" | "end";
}

export interface Finding extends Omit<ActOf<"addFinding">, "type">, Happened {
  id: string;
  done?: { by: By; link?: ActOf<"finishFinding">["link"] };
}

/** An exercise as its events made it. */
export interface ExerciseState {
  /** Number of the last event. */
  seq: number;
  /** Its time, in milliseconds since 1970. */
  lastAt: number;
  phase: Phase;
  title: string;
  story: string;
  scenario?: string;
  plays: readonly RehearsedPlay[];
  /** Earliest first. */
  injects: readonly PlannedInject[];
  people: readonly ExercisePerson[];
  clock: ExerciseClock;
  marks: readonly ClockMark[];
  fired: readonly Fired[];
  ticks: readonly Tick[];
  log: readonly LogEntry[];
  findings: readonly Finding[];
  /** Entered in place of the computed one. */
  score?: number;
}

export const emptyExercise: ExerciseState = {
  seq: 0,
  lastAt: 0,
  phase: "new",
  title: "",
  story: "",
  plays: [],
  injects: [],
  people: [],
  clock: { ranMs: 0 },
  marks: [],
  fired: [],
  ticks: [],
  log: [],
  findings: [],
};
