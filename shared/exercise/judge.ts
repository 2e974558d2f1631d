import { limits } from "../limits.ts";
import type { Act, ActOf, Actor, ExerciseEvent } from "./act.ts";
import { injectsAt } from "./injects.ts";
import { refusedRight, type Standing } from "./rights.ts";
import type { ExerciseState } from "./state.ts";

/** Why an event cannot happen now, as a sentence for its author; undefined when it can. */
export function refuse(state: ExerciseState, { act, by, at, seq }: ExerciseEvent): string | undefined {
  if (state.phase === "new") return refuseFirst(act, by);
  const standing = standingOf(state, by.id);
  const refused = refusedRight(act.type, standing, state.phase, by.canEdit);
  if (refused !== undefined) return refused;
  const isKept = standing === "facilitator" || by.canEdit;
  if (seq > limits.eventsPerExercise - (isKept ? 0 : limits.eventsKeptForFacilitators))
    return `This rehearsal has ${limits.eventsPerExercise} entries, the most for one. Plan another.`;
  return refuseAct(state, act, by, Date.parse(at));
}

/** Whether an event may use the room that is kept free: a small one of a facilitator or an editor that leads to the end. */
export function leadsToEnd({ act, by }: ExerciseEvent): boolean {
  // Everybody else may do none of these, but join.
  return closing.has(act.type) || (act.type === "join" && by.canEdit);
}

const closing: ReadonlySet<Act["type"]> = new Set<Act["type"]>([
  "handOver",
  "pause",
  "resume",
  "end",
  "close",
  "finishFinding",
  "reopenFinding",
  "setScore",
]);

/** What somebody is in an exercise. */
export function standingOf(state: ExerciseState, userId: string): Standing {
  return state.people.find(({ id }) => id === userId)?.role ?? "none";
}

function refuseFirst(act: Act, by: Actor): string | undefined {
  if (act.type !== "plan") return "There is no plan yet.";
  return by.canEdit ? undefined : "Only somebody who may edit the map can plan a rehearsal.";
}

function refuseAct(state: ExerciseState, act: Act, by: Actor, now: number): string | undefined {
  switch (act.type) {
    case "join":
      return refuseJoin(state, act, by);
    case "leave":
      return isLastFacilitator(state, by.id) ? keepFacilitator : undefined;
    case "handOver":
      return refuseHandOver(state, act, by);
    case "close":
      return state.clock.startedAt === undefined ? "It was called off: there is nothing to review." : undefined;
    case "fire":
      return refuseFire(state, act, now);
    case "addInject":
      return state.injects.length >= limits.injectsPerExercise
        ? `A rehearsal takes ${limits.injectsPerExercise} injects.`
        : undefined;
    case "tick":
    case "untick":
      return refuseTick(state, act);
    case "addFinding":
      return state.findings.length >= limits.findingsPerExercise
        ? `A rehearsal takes ${limits.findingsPerExercise} findings.`
        : undefined;
    case "changeFinding":
    case "dropFinding":
    case "finishFinding":
    case "reopenFinding":
      return refuseFinding(state, act, by);
    default:
      return undefined;
  }
}

const keepFacilitator = "The rehearsal needs a facilitator: hand over first.";

function isLastFacilitator(state: ExerciseState, userId: string): boolean {
  const facilitators = state.people.filter(({ role }) => role === "facilitator");
  return facilitators.length === 1 && facilitators[0]?.id === userId;
}

function refuseJoin(state: ExerciseState, { role }: ActOf<"join">, by: Actor): string | undefined {
  const standing = standingOf(state, by.id);
  if (role === "facilitator")
    return by.canEdit || standing === "facilitator"
      ? undefined
      : "The facilitator hands this role over; only who may edit the map can take it.";
  if (isLastFacilitator(state, by.id)) return keepFacilitator;
  return standing === "none" && state.people.length >= limits.peoplePerExercise
    ? `A rehearsal takes ${limits.peoplePerExercise} people.`
    : undefined;
}

function refuseHandOver(state: ExerciseState, { to }: ActOf<"handOver">, by: Actor): string | undefined {
  if (to === by.id) return "You are the facilitator already.";
  return standingOf(state, to) === "none" ? "That person has not joined." : undefined;
}

function refuseFire(state: ExerciseState, { inject }: ActOf<"fire">, now: number): string | undefined {
  const found = injectsAt(state, now).find(({ id }) => id === inject);
  if (found === undefined) return "There is no such inject.";
  return found.outAtMs === undefined ? undefined : "This inject is out already.";
}

function refuseTick(state: ExerciseState, act: ActOf<"tick" | "untick">): string | undefined {
  if (state.plays.find(({ id }) => id === act.play)?.steps[act.step] === undefined) return "There is no such step.";
  const isTicked = state.ticks.some(({ play, step }) => play === act.play && step === act.step);
  if (act.type === "tick") return isTicked ? "This step is ticked already." : undefined;
  return isTicked ? undefined : "This step is not ticked.";
}

function refuseFinding(
  state: ExerciseState,
  act: ActOf<"changeFinding" | "dropFinding" | "finishFinding" | "reopenFinding">,
  by: Actor,
): string | undefined {
  const found = state.findings.find(({ id }) => id === act.finding);
  if (found === undefined) return "This finding is gone.";
  if (act.type === "reopenFinding") return found.done === undefined ? "This finding is open." : undefined;
  if (act.type === "finishFinding") return undefined;
  return standingOf(state, by.id) === "participant" && found.by.id !== by.id
    ? "Participants change their own findings; facilitator and scribe all of them."
    : undefined;
}
