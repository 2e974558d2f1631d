import { expect, test } from "vitest";
import * as Y from "yjs";
import { Person } from "./person.ts";
import { openStudio, type Studio } from "./studio.ts";

/** Ann and Ben, who each heard what the other wrote and nothing of it was saved when the process died. */
async function openCutOff() {
  const before = await openStudio();
  const { clock, log } = before;
  const ann = await Person.join(before.hub, "ann");
  const ben = await Person.join(before.hub, "ben");
  ann.write("first", 1);
  ben.write("second", 1);
  await clock.advance(50);
  log.failure = new Error("the process dies before this is saved");
  for (const person of [ann, ben, ann, ben]) {
    person.doc.getArray("list").push([person === ann ? "ann" : "ben"]);
    await clock.advance(50);
  }
  log.failure = undefined;
  return { clock, ann, ben, after: before.restart() };
}

async function comeBack({ hub }: Studio, userId: string, person: Person): Promise<void> {
  await person.enter(hub, userId);
  person.show({ cursor: { x: 0, y: 0 } });
}

const listOf = (person: Person) => person.doc.getArray("list").toArray();
const whole = ["ann", "ben", "ann", "ben"];

test("R29 what people heard of each other, and a process that died never saved, is taken from whoever comes back", async () => {
  const { clock, ann, ben, after } = await openCutOff();
  await comeBack(after, "ann", ann);
  await comeBack(after, "ben", ben);
  ann.greet();
  ben.greet();
  await clock.advance(100);
  ann.write("third", 1);
  ben.write("fourth", 1);
  await clock.advance(100);
  expect([...ann.of("refused"), ...ben.of("refused")]).toEqual([]);
  const reader = await Person.join(after.restart().hub, "cem");
  expect([listOf(reader), reader.value("third"), reader.value("fourth")]).toEqual([whole, 1, 1]);
});

test("R29 what only others heard of somebody who stays away is saved, and his id is still his when he comes", async () => {
  const { clock, ann, ben, after } = await openCutOff();
  await comeBack(after, "ann", ann);
  ann.greet();
  await clock.advance(100);
  expect(listOf(await Person.join(after.restart().hub, "cem"))).toEqual(whole);
  await comeBack(after, "ben", ben);
  ben.greet();
  ben.doc.getArray("list").push(["ben again"]);
  await clock.advance(100);
  expect([ben.of("refused"), listOf(ann)]).toEqual([[], [...whole, "ben again"]]);
});

test("R29 an id that nobody knew does not become that of one who only heard of it", async () => {
  const before = await openStudio();
  const { clock, log } = before;
  const ann = await Person.join(before.hub, "ann");
  const ben = await Person.join(before.hub, "ben");
  log.failure = new Error("the process dies before this is saved");
  ben.write("b", 1);
  await clock.advance(50);
  log.failure = undefined;
  const after = before.restart();
  await comeBack(after, "ann", ann);
  ann.greet();
  await clock.advance(100);
  await comeBack(after, "ben", ben);
  ben.greet();
  ben.write("b", 2);
  await clock.advance(100);
  expect([ben.of("refused"), ann.value("b"), ben.saved]).toEqual([[], 2, 1]);
});

test("R29 nobody is believed about one who has come back himself, nor by an Update, nor minutes after the map was opened", async () => {
  const { clock, ann, ben, after } = await openCutOff();
  await comeBack(after, "ben", ben);
  ben.greet();
  await clock.advance(100);
  const forge = (victim: Person) => {
    const forged = new Y.Doc();
    Y.applyUpdate(forged, Y.encodeStateAsUpdate(victim.doc));
    forged.clientID = victim.doc.clientID;
    forged.getMap("test").set("forged", 1);
    return Y.encodeStateAsUpdate(forged, Y.encodeStateVector(victim.doc));
  };
  const eve = await Person.join(after.hub, "eve");
  const codes = () => eve.of("refused").map(({ code }) => code);
  eve.send({ type: "syncStep2", update: forge(ben) });
  expect(codes()).toEqual(["FOREIGN_CLIENT"]);
  Y.applyUpdate(ann.doc, Y.encodeStateAsUpdate(ben.doc));
  eve.send({ type: "update", update: forge(ann) });
  expect(codes()).toEqual(["FOREIGN_CLIENT", "FOREIGN_CLIENT"]);
  await clock.advance(5 * 60_000);
  eve.send({ type: "syncStep2", update: forge(ann) });
  expect(codes()).toEqual(["FOREIGN_CLIENT", "FOREIGN_CLIENT", "FOREIGN_CLIENT"]);
});
