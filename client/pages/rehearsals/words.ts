import type { ExerciseRole, FindingKind, Inject, LogKind } from "../../../shared/exercise/act.ts";
import type { Phase } from "../../../shared/exercise/rights.ts";
import type { ExercisePerson } from "../../../shared/exercise/state.ts";
import type { Play } from "../../../shared/model/kinds.ts";

/** What stands on screen for the exercise's own words. */
export const roleWords: Readonly<Record<ExerciseRole, string>> = {
  facilitator: "Facilitator",
  scribe: "Scribe",
  participant: "Participant",
  observer: "Observer",
};

export const roleMeanings: Readonly<Record<ExerciseRole, string>> = {
  facilitator: "leads: starts the clock and brings injects",
  scribe: "writes the log",
  participant: "plays the part of somebody on shift",
  observer: "watches, and may write in the log",
};

export const logWords: Readonly<Record<LogKind, string>> = {
  observation: "Observation",
  decision: "Decision",
  problem: "Problem",
};

export const findingWords: Readonly<Record<FindingKind, string>> = {
  newStep: "New step",
  owner: "Owner",
  prevention: "Prevention",
  other: "Other",
};

export const levelWords: Readonly<Record<Inject["level"], string>> = { 1: "Mild", 2: "Serious", 3: "Severe" };

export const phaseWords: Readonly<Record<Phase, string>> = {
  new: "New",
  planned: "Planned",
  running: "Running",
  paused: "Paused",
  ended: "In review",
  closed: "Done",
};

type StepPhase = NonNullable<Play["steps"]>[number]["phase"];

export const stepWords: Readonly<Record<StepPhase, string>> = {
  acknowledge: "Acknowledge",
  understand: "Understand",
  fix: "Fix",
  extra: "Extra",
  followUp: "Follow up",
};

/** “Facilitator”, or “Participant: gate agent”. */
export function partOf({ role, roleName }: Pick<ExercisePerson, "role" | "roleName">): string {
  return roleName === undefined ? roleWords[role] : `${roleWords[role]}: ${roleName}`;
}
