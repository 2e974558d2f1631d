import type { Act, Actor, ExerciseEvent } from "../../../shared/exercise/act.ts";
import { act as actSchema } from "../../../shared/exercise/act.ts";
import { applyEvent } from "../../../shared/exercise/fold.ts";
import { refuse } from "../../../shared/exercise/judge.ts";
import { emptyExercise, type ExerciseState } from "../../../shared/exercise/state.ts";

/** Everybody of these tests; Ada alone may edit the map, unless a test says otherwise. */
export const people = {
  ada: { id: "ada", name: "Ada", color: "#3b5bdb", canEdit: true },
  ben: { id: "ben", name: "Ben", color: "#c92a2a", canEdit: false },
  cem: { id: "cem", name: "Cem", color: "#087f5b", canEdit: false },
  dee: { id: "dee", name: "Dee", color: "#862e9c", canEdit: false },
  eve: { id: "eve", name: "Eve", color: "#5f3dc4", canEdit: false },
} as const;

export type Who = keyof typeof people;

export const voucher = {
  id: "voucher",
  title: "Voucher play",
  steps: [
    { phase: "acknowledge", text: "Say sorry", withinMinutes: 5 },
    { phase: "understand", text: "Ask what is needed" },
    { phase: "fix", text: "Book another flight", withinMinutes: 30 },
  ],
} as const;

export const plan = {
  type: "plan",
  title: "Fog over the airport",
  story: "Fog. Flights wait.",
  plays: [voucher],
  injects: [
    { text: "The first flight is cancelled", atMinute: 2, level: 1 },
    { text: "The hotel is full", atMinute: 10, level: 3 },
    { text: "A family with an infant asks", atMinute: 6, level: 2 },
  ],
} as unknown as Act;

/** An exercise whose clock is turned by hand: what was refused is kept as words. */
export class Table {
  state: ExerciseState = emptyExercise;
  events: ExerciseEvent[] = [];
  now = Date.parse("2024-06-01T10:00:00.000Z");

  /** Lets somebody act. @returns why it was refused, undefined when it was not. */
  act(who: Who, input: Act, canEdit: boolean = people[who].canEdit): string | undefined {
    return this.actAs({ ...people[who], canEdit }, input);
  }

  /** Lets anybody act. @returns why it was refused, undefined when it was not. */
  actAs(by: Actor, input: Act): string | undefined {
    const event: ExerciseEvent = {
      seq: this.state.seq + 1,
      at: new Date(this.now).toISOString(),
      by,
      act: actSchema.parse(input),
    };
    const refused = refuse(this.state, event);
    this.state = applyEvent(this.state, event);
    if (refused === undefined) this.events.push(event);
    return refused;
  }

  minutes(count: number): this {
    this.now += count * 60_000;
    return this;
  }
}

/** An exercise that is planned, with everybody in a role: Ada leads, Ben writes, Cem plays, Dee watches, Eve is not in it. */
export function seated(): Table {
  const table = new Table();
  table.act("ada", plan);
  table.act("ben", { type: "join", role: "scribe" });
  table.act("cem", { type: "join", role: "participant", roleName: "gate agent" });
  table.act("dee", { type: "join", role: "observer" });
  return table;
}
