import type { ActType, ExerciseRole } from "./act.ts";

/** Where an exercise stands. `new` is before anything was planned. */
export type Phase = "new" | "planned" | "running" | "paused" | "ended" | "closed";

/** What somebody is in an exercise: `none` is everybody else who may see the map. */
export type Standing = ExerciseRole | "none";

interface Right {
  /** What it is, after “can”. */
  can: string;
  roles: readonly Standing[];
  phases: readonly Phase[];
  /** Only who may edit the map. */
  needsEdit?: true;
}

const facilitator = ["facilitator"] as const;
const hands = ["facilitator", "scribe", "participant"] as const;
const joined = [...hands, "observer"] as const;
const everyone = [...joined, "none"] as const;

const open = ["planned", "running", "paused", "ended"] as const;
const going = ["running", "paused"] as const;

/** Who may do what in which phase, once. The very first `plan` is the exception: it makes its author the facilitator. */
export const rights: Readonly<Record<ActType, Right>> = {
  plan: { can: "change the plan", roles: facilitator, phases: ["planned"] },
  join: { can: "join", roles: everyone, phases: open },
  leave: { can: "leave", roles: joined, phases: open },
  handOver: { can: "hand over", roles: facilitator, phases: open },
  start: { can: "start the clock", roles: facilitator, phases: ["planned"] },
  pause: { can: "pause the clock", roles: facilitator, phases: ["running"] },
  resume: { can: "let the clock go on", roles: facilitator, phases: ["paused"] },
  end: { can: "end the rehearsal", roles: facilitator, phases: ["planned", ...going] },
  close: { can: "close the review", roles: facilitator, phases: ["ended"] },
  fire: { can: "bring an inject", roles: facilitator, phases: ["running"] },
  addInject: { can: "add an inject", roles: facilitator, phases: ["planned", ...going] },
  tick: { can: "tick a step", roles: hands, phases: going },
  untick: { can: "untick a step", roles: hands, phases: going },
  log: { can: "write in the log", roles: joined, phases: [...going, "ended"] },
  addFinding: { can: "add a finding", roles: hands, phases: [...going, "ended"] },
  changeFinding: { can: "change a finding", roles: hands, phases: [...going, "ended"] },
  dropFinding: { can: "remove a finding", roles: hands, phases: [...going, "ended"] },
  finishFinding: { can: "mark a finding as done", roles: everyone, phases: ["ended", "closed"], needsEdit: true },
  reopenFinding: { can: "open a finding again", roles: everyone, phases: ["ended", "closed"], needsEdit: true },
  setScore: { can: "set the score", roles: facilitator, phases: ["ended"] },
};

/** Whether the table allows it; what the act itself needs is judged apart. */
export function mayAct(type: ActType, standing: Standing, phase: Phase, canEdit: boolean): boolean {
  return refusedRight(type, standing, phase, canEdit) === undefined;
}

/** Why the table does not allow it, as a sentence; undefined when it does. */
export function refusedRight(type: ActType, standing: Standing, phase: Phase, canEdit: boolean): string | undefined {
  return refusedRole(type, standing, canEdit) ?? refusedPhase(type, phase);
}

/** Why it is not for this person, whatever the phase. */
export function refusedRole(type: ActType, standing: Standing, canEdit: boolean): string | undefined {
  const { can, roles, needsEdit } = rights[type];
  if (needsEdit === true && !canEdit) return `Only somebody who may edit the map can ${can}.`;
  if (roles.includes(standing)) return undefined;
  return standing === "none" ? "Join the rehearsal first." : `${roleList(roles)} can ${can}.`;
}

function refusedPhase(type: ActType, phase: Phase): string | undefined {
  const { can, phases } = rights[type];
  return phases.includes(phase) ? undefined : `Nobody can ${can} ${phaseWords[phase]}.`;
}

function roleList(roles: readonly Standing[]): string {
  if (roles.length === 1) return "Only the facilitator";
  return "Facilitator, scribe and participants";
}

const phaseWords: Record<Phase, string> = {
  new: "before anything is planned",
  planned: "before the clock has started",
  running: "while the clock runs",
  paused: "during a pause",
  ended: "after the end",
  closed: "once the review is closed",
};
