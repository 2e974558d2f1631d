import type { ActOf, ExerciseEvent } from "./act.ts";
import { elapsedMs, startedClock, stoppedClock } from "./clock.ts";
import { refuse } from "./judge.ts";
import {
  type By,
  type ClockMark,
  emptyExercise,
  type ExercisePerson,
  type ExerciseState,
  type PlannedInject,
} from "./state.ts";

/** The state that a list of events makes; what was refused, or was folded already, changes nothing. */
export function foldExercise(events: readonly ExerciseEvent[], from: ExerciseState = emptyExercise): ExerciseState {
  return events.reduce(applyEvent, from);
}

/** The state after one more event. Never throws; a refused event leaves the state as it is. */
export function applyEvent(state: ExerciseState, event: ExerciseEvent): ExerciseState {
  if (event.seq <= state.seq || refuse(state, event) !== undefined) return state;
  return { ...change(state, event), seq: event.seq, lastAt: Date.parse(event.at) };
}

function change(state: ExerciseState, event: ExerciseEvent): ExerciseState {
  const { act, seq, at } = event;
  const now = Date.parse(at);
  const by: By = { id: event.by.id, name: event.by.name };
  const happened = { seq, atMs: elapsedMs(state.clock, now), by };
  const mark = (kind: ClockMark["kind"]) => [...state.marks, { ...happened, kind }];
  switch (act.type) {
    case "plan":
      return planned(state, event, act);
    case "join":
      return { ...state, people: withPerson(state.people, person(event, act)) };
    case "leave":
      return { ...state, people: state.people.filter(({ id }) => id !== by.id) };
    case "handOver":
      return {
        ...state,
        people: state.people.map((each) => {
          if (each.id === act.to) return { ...each, role: "facilitator" };
          return each.id === by.id ? { ...each, role: "participant" } : each;
        }),
      };
    case "start":
      return {
        ...state,
        phase: "running",
        plays: act.plays ?? state.plays,
        clock: startedClock(state.clock, now),
        marks: mark("start"),
      };
    case "pause":
      return { ...state, phase: "paused", clock: stoppedClock(state.clock, happened.atMs), marks: mark("pause") };
    case "resume":
      return { ...state, phase: "running", clock: startedClock(state.clock, now), marks: mark("resume") };
    case "end":
      return {
        ...state,
        phase: "ended",
        clock: { ...stoppedClock(state.clock, happened.atMs), endedAt: now },
        marks: mark("end"),
      };
    case "close":
      return { ...state, phase: "closed" };
    case "fire":
      return { ...state, fired: [...state.fired, { ...happened, inject: act.inject }] };
    case "addInject": {
      const { type: _, ...inject } = act;
      const atMinute = Math.max(inject.atMinute, happened.atMs / 60_000);
      return { ...state, injects: inOrder([...state.injects, { ...inject, atMinute, id: `inject-${seq}` }]) };
    }
    case "tick":
      return { ...state, ticks: [...state.ticks, { ...happened, play: act.play, step: act.step }] };
    case "untick":
      return { ...state, ticks: state.ticks.filter(({ play, step }) => play !== act.play || step !== act.step) };
    case "log":
      return { ...state, log: [...state.log, { ...happened, id: `log-${seq}`, kind: act.kind, text: act.text }] };
    case "addFinding": {
      const { type: _, ...finding } = act;
      return { ...state, findings: [...state.findings, { ...finding, ...happened, id: `finding-${seq}` }] };
    }
    case "changeFinding": {
      const { type: _, finding: id, ...fields } = act;
      return {
        ...state,
        findings: state.findings.map((each) =>
          each.id === id ? { ...fields, id, seq: each.seq, atMs: each.atMs, by: each.by } : each,
        ),
      };
    }
    case "dropFinding":
      return { ...state, findings: state.findings.filter(({ id }) => id !== act.finding) };
    case "finishFinding": {
      const done = { by, ...(act.link && { link: act.link }) };
      return {
        ...state,
        findings: state.findings.map((each) => (each.id === act.finding ? { ...each, done } : each)),
      };
    }
    case "reopenFinding":
      return {
        ...state,
        findings: state.findings.map((each) => {
          const { done: _, ...open } = each;
          return each.id === act.finding ? open : each;
        }),
      };
    // The last one: setScore.
    default: {
      const { score: _, ...rest } = state;
      return act.score === null ? rest : { ...rest, score: act.score };
    }
  }
}

function planned(state: ExerciseState, event: ExerciseEvent, act: ActOf<"plan">): ExerciseState {
  const { scenario: _, ...rest } = state;
  const injects = act.injects.map((inject, index) => ({ ...inject, id: `inject-${event.seq}-${index}` }));
  return {
    ...rest,
    phase: "planned",
    title: act.title,
    story: act.story,
    ...(act.scenario !== undefined && { scenario: act.scenario }),
    plays: act.plays,
    injects: inOrder(injects),
    people: state.phase === "new" ? [person(event, { role: "facilitator" })] : state.people,
  };
}

function person({ by: { id, name, color } }: ExerciseEvent, act: Pick<ActOf<"join">, "role" | "roleName">) {
  return { id, name, color, role: act.role, ...(act.roleName !== undefined && { roleName: act.roleName }) };
}

function withPerson(people: readonly ExercisePerson[], one: ExercisePerson): readonly ExercisePerson[] {
  const isKnown = people.some(({ id }) => id === one.id);
  return isKnown ? people.map((each) => (each.id === one.id ? one : each)) : [...people, one];
}

function inOrder(injects: readonly PlannedInject[]): readonly PlannedInject[] {
  return injects.toSorted((a, b) => a.atMinute - b.atMinute);
}
