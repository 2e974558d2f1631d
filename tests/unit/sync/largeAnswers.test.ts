import * as Y from "yjs";
import { expect, test } from "vitest";
import type { Hub } from "../../../server/sync/hub.ts";
import { createDoc } from "../../../shared/doc/mapDoc.ts";
import { limits } from "../../../shared/limits.ts";
import { Person } from "./person.ts";
import { openStudio } from "./studio.ts";

/** Makes a map whose whole is more than a slow reader may have unsent. */
async function makeLarge(hub: Hub, map: string): Promise<void> {
  const doc = createDoc({ format: "kept.journey", version: 1, title: map }, map);
  doc.getMap("test").set("large", "x".repeat(limits.slowReaderBytes));
  await hub.create(map, doc);
}

/** Somebody who asks for a map, and whose network takes nothing until `take` is called. */
async function ask(hub: Hub, map: string, name: string): Promise<Person> {
  const person = new Person();
  const { transport } = person;
  const write = transport.write.bind(transport);
  transport.write = (packet) => {
    transport.unsentBytes += packet.messages.reduce((sum, { length }) => sum + length, 0);
    write(packet);
  };
  await person.enter(hub, name, { map });
  person.greet();
  return person;
}

async function askMany(hub: Hub, map: string, count: number): Promise<Person[]> {
  const people: Person[] = [];
  for (let i = 0; i < count; i++) people.push(await ask(hub, map, `${map} ${i}`));
  return people;
}

const answered = (people: readonly Person[]) => people.filter((person) => person.of("syncStep2").length > 0).length;
const closed = (people: readonly Person[]) => people.filter(({ transport }) => transport.closed).length;

test("R30 so many of a room get a large answer at once; the next are answered as others have read theirs", async () => {
  const { clock, hub } = await openStudio();
  await makeLarge(hub, "large");
  const first = await askMany(hub, "large", limits.largeAnswersPerRoom);
  const [next, last] = [await ask(hub, "large", "next"), await ask(hub, "large", "last")];
  expect([answered(first), answered([next, last])]).toEqual([limits.largeAnswersPerRoom, 0]);
  next.greet();
  // A map that is small does not wait for the large one.
  expect(answered([await ask(hub, "map", "other")])).toBe(1);

  first[0]?.transport.take();
  await clock.advance(1);
  expect([answered([next]), answered([last])]).toEqual([1, 0]);
  first[0]?.write("a", 1);
  await clock.advance(100);
  expect([next.value("a"), last.value("a")]).toEqual([1, undefined]);
  first[1]?.leave();
  await clock.advance(1);
  expect([last.value("a"), last.of("syncStep1").length, next.of("syncStep2").length]).toEqual([1, 1, 1]);
});

test("R30 so many of a process get a large answer at once, whichever map they ask for", async () => {
  const { clock, hub } = await openStudio();
  const maps = Array.from({ length: 4 }, (_, index) => `large ${index}`);
  for (const map of maps) await makeLarge(hub, map);
  const people = await askMany(hub, "large 0", limits.largeAnswersPerRoom);
  for (let i = people.length; i < limits.largeAnswersPerProcess; i++)
    people.push(await ask(hub, `large ${(i % 2) + 1}`, `reader ${i}`));
  const next = await ask(hub, "large 3", "next");
  expect([answered(people), answered([next])]).toEqual([limits.largeAnswersPerProcess, 0]);
  people.at(-1)?.transport.take();
  await clock.advance(1);
  expect(answered([next])).toBe(1);
});

test("R30 who waits is not taken for silent or forgotten, and who never reads loses his place to him", async () => {
  const { clock, hub } = await openStudio();
  await makeLarge(hub, "large");
  const deaf = await askMany(hub, "large", limits.largeAnswersPerRoom);
  // As long as nobody waits, they may take their time.
  await clock.advance(limits.largeAnswerMs + 2_000);
  expect(closed(deaf)).toBe(0);
  const [first, second] = [await ask(hub, "large", "first"), await ask(hub, "large", "second")];
  await clock.advance(1_100);
  expect([answered([first, second]), closed(deaf)]).toEqual([2, 2]);
  expect(deaf.find(({ transport }) => transport.closed)?.transport.closed?.code).toBe(1013);

  for (const person of deaf) person.leave();
  const again = await askMany(hub, "large", limits.largeAnswersPerRoom - 2);
  const third = await ask(hub, "large", "third");
  await clock.advance(limits.largeAnswerMs - 2_000);
  expect([answered([third]), closed([...again, first, second, third])]).toEqual([0, 0]);
  // A stock client that hears nothing for 30 s would come back, to the end of the row.
  expect(third.received.length).toBeGreaterThan(0);
  await clock.advance(4_000);
  expect([answered([third]), closed([third])]).toEqual([1, 0]);
  expect(third.doc.getMap("test").get("large")).toHaveLength(limits.slowReaderBytes);
});

test("R30 when a map is closed nobody who waits is answered first", async () => {
  const { clock, hub } = await openStudio();
  await makeLarge(hub, "large");
  const people = await askMany(hub, "large", limits.largeAnswersPerRoom + 5);
  await hub.kick("large", 4404);
  await clock.advance(100);
  expect([answered(people), closed(people)]).toEqual([limits.largeAnswersPerRoom, people.length]);
  await makeLarge(hub, "other");
  expect(answered(await askMany(hub, "other", limits.largeAnswersPerRoom))).toBe(limits.largeAnswersPerRoom);
  expect(Y.encodeStateVector(people.at(-1)?.doc ?? new Y.Doc())).toHaveLength(1);
});
