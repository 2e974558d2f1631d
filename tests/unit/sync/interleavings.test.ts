import { expect, test } from "vitest";
import * as Y from "yjs";
import { AppError } from "../../../shared/errors.ts";
import { closeCodes } from "../../../shared/wire/close.ts";
import { addGates } from "./gatedLog.ts";
import { settled } from "./handClock.ts";
import { Person } from "./person.ts";
import { type Choice, type Play, playSchedules } from "./schedules.ts";
import { openStudio, type Studio } from "./studio.ts";

/** Longer than a room stays open that nobody is in. */
const untilLeftMs = 70_000;
/** So many rows lie in the log that a room which is left merges them. */
const rows = 60;

interface Step extends Choice {
  isReady?: () => boolean;
}

/** People who come, write and go, time that passes, and a log that takes its time, in any order. */
class RoomPlay implements Play {
  readonly studio: Studio;
  readonly people = { ann: new Person(), ben: new Person() };
  readonly written: string[] = [];
  readonly joins: Promise<unknown>[] = [];
  readonly #actors: Step[][];
  readonly #gates;

  private constructor(studio: Studio, actors: (play: RoomPlay) => Step[][]) {
    this.studio = studio;
    this.#gates = addGates(studio.log);
    this.#actors = actors(this);
  }

  /** A map with a past, and nobody in it. */
  static async open(actors: (play: RoomPlay) => Step[][]): Promise<RoomPlay> {
    const studio = await openStudio();
    const doc = new Y.Doc();
    for (let row = 0; row < rows; row++) {
      const before = Y.encodeStateVector(doc);
      doc.getArray("past").push([row]);
      const bytes = Y.encodeStateAsUpdate(doc, before);
      const entry = { map: "map", generation: "first", user: "cem", bytes, newClients: row ? [] : [doc.clientID] };
      void studio.log.append(entry);
    }
    await studio.clock.advance(100);
    return new RoomPlay(studio, actors);
  }

  choices(): Choice[] {
    const steps = this.#actors.flatMap((steps) => {
      const [next] = steps;
      if (!next || next.isReady?.() === false) return [];
      return [{ name: next.name, happen: () => (steps.shift(), next.happen()) }];
    });
    return [...steps, ...this.#gates.choices()];
  }

  async settled(): Promise<void> {
    // What a promise leads to may lead to another turn of the loop.
    for (let turns = 3; turns > 0; turns--) await settled();
  }

  /** Comes in, writes once, and goes. */
  visit(name: "ann" | "ben"): Step[] {
    const person = this.people[name];
    const isIn = { value: false };
    return [
      {
        name: `${name} comes`,
        happen: () => {
          const join = this.#comeIn(name).finally(() => (isIn.value = true));
          join.catch(() => {});
          this.joins.push(join);
        },
      },
      {
        name: `${name} writes`,
        isReady: () => isIn.value,
        happen: () => {
          const id = `${name}-${this.written.length}`;
          this.written.push(id);
          person.doc.getArray("list").push([id]);
        },
      },
      { name: `${name} goes`, happen: () => person.leave() },
    ];
  }

  async #comeIn(name: "ann" | "ben"): Promise<void> {
    try {
      await this.people[name].enter(this.studio.hub, name);
      this.people[name].greet();
    } catch (error) {
      // Who is told to come back does so in the end.
      if (!(error instanceof AppError && error.code === "UNAVAILABLE")) throw error;
    }
  }

  passes(ms: number): Step {
    return { name: `${ms} ms pass`, happen: () => this.studio.clock.advance(ms) };
  }

  /** Lets everything through that still waits, until nothing does. */
  async finish(): Promise<void> {
    for (let turn = 0; turn < 50; turn++) {
      for (const choice of this.#gates.choices()) void choice.happen();
      await this.studio.clock.advance(10);
    }
  }
}

/** Everybody comes back in the end: nothing that was written is lost or there twice, and all see the same. */
async function checkKept(play: RoomPlay): Promise<void> {
  const { studio, people, written } = play;
  await play.finish();
  await Promise.all(play.joins);
  for (const [name, person] of Object.entries(people)) {
    person.leave();
    const entered = person.enter(studio.hub, name);
    await play.finish();
    await entered;
    person.greet();
  }
  await play.finish();
  const listOf = (person: Person) => person.doc.getArray("list").toArray();
  const after = studio.restart();
  const reader = await Person.join(after.hub, "cem");
  expect(listOf(reader)).toHaveLength(written.length);
  expect(new Set(listOf(reader))).toEqual(new Set(written));
  expect(reader.doc.getArray("past").length).toBe(rows);
  for (const person of Object.values(people)) expect(listOf(person)).toEqual(listOf(reader));
  expect(studio.hub.stats()).toMatchObject({ rooms: 1, unsavedUpdates: 0 });
  expect(after.reports).toEqual([]);
}

test("FT14 people come, write and go while the room is loaded, saved and unloaded, in every order at every wait", async () => {
  const open = () =>
    RoomPlay.open((play) => [
      play.visit("ann"),
      [play.passes(20), play.passes(untilLeftMs), play.passes(untilLeftMs)],
      play.visit("ben"),
    ]);
  expect(await playSchedules(open, checkKept, 2)).toBeGreaterThan(100);
}, 120_000);

test("FT14 a map is taken from people in every moment of its loading and unloading, and opens again", async () => {
  const open = () =>
    RoomPlay.open((play) => [
      play.visit("ann"),
      [{ name: "kick", happen: () => void play.studio.hub.kick("map", closeCodes.comeBack) }],
      [play.passes(20), play.passes(untilLeftMs)],
    ]);
  expect(await playSchedules(open, checkKept, 2)).toBeGreaterThan(30);
}, 120_000);

test("FT14 the explorer finds a log that answers before it has saved", async () => {
  const open = async () => {
    const play = await RoomPlay.open((own) => [own.visit("ann"), [own.passes(20)]]);
    play.studio.log.append = async () => 1;
    return play;
  };
  await expect(playSchedules(open, checkKept, 1)).rejects.toThrow("ann writes");
}, 60_000);
