import type { Play } from "../model/kinds.ts";
import type { ExerciseState } from "./state.ts";
import { scoreOf } from "./steps.ts";

/** A rehearsal as a play holds it. */
export type Rehearsal = NonNullable<Play["rehearsals"]>[number];

/** What the exercise leaves in each play that was rehearsed; undefined when its clock never ran. */
export function rehearsalOf(state: ExerciseState): Rehearsal | undefined {
  const { startedAt, endedAt } = state.clock;
  if (startedAt === undefined || endedAt === undefined) return undefined;
  const score = scoreOf(state, endedAt);
  const participants = state.people
    .filter(({ role }) => role !== "observer")
    .map(({ name, role, roleName }) => `${name} (${roleName ?? role})`);
  return {
    on: new Date(startedAt).toISOString().slice(0, 10),
    participants,
    ...(score !== undefined && { score }),
    findings: state.findings.map(({ text }) => text),
  };
}

/** Whether a play holds that rehearsal already. */
export function holdsRehearsal({ rehearsals = [] }: Pick<Play, "rehearsals">, rehearsal: Rehearsal): boolean {
  return rehearsals.some((each) => sameRehearsal(each, rehearsal));
}

function sameRehearsal(one: Rehearsal, other: Rehearsal): boolean {
  const parts = ({ on, participants = [], score, findings = [] }: Rehearsal) =>
    JSON.stringify([on, participants, score ?? null, findings]);
  return parts(one) === parts(other);
}
