import { expect, test } from "vitest";
import * as Y from "yjs";
import type { Hub } from "../../../server/sync/hub.ts";
import { createDoc } from "../../../shared/doc/mapDoc.ts";
import { closeCodes } from "../../../shared/wire/close.ts";
import { openNodes, type TestNode } from "./nodes.ts";
import { Person } from "./person.ts";

/** What somebody who comes to a node finds under a key. */
async function found(hub: Hub, key: string): Promise<unknown> {
  return hub.read("map", (doc) => doc.getMap("test").get(key));
}

async function two(): Promise<{ clock: { advance(ms: number): Promise<void> }; a: TestNode; b: TestNode }> {
  const { clock, nodes } = await openNodes(2);
  const [a, b] = nodes as [TestNode, TestNode];
  return { clock, a, b };
}

test("N3 people on two nodes see each other's changes within a tick, and each hears only of his own that they are saved", async () => {
  const { clock, a, b } = await two();
  const ann = await Person.join(a.hub, "ann");
  const ben = await Person.join(b.hub, "ben");
  await clock.advance(100);
  ann.write("from a", 1);
  ben.write("from b", 2);
  await clock.advance(60);
  expect([ben.value("from a"), ann.value("from b")]).toEqual([1, 2]);
  expect([ann.saved, ben.saved]).toEqual([ann.sent, ben.sent]);
  for (let i = 0; i < 200; i++) {
    ann.write(`a${i}`, i);
    ben.write(`b${i}`, i);
    if (i % 7 === 0) await clock.advance(3);
  }
  await clock.advance(200);
  expect(ann.doc.getMap("test").toJSON()).toEqual(ben.doc.getMap("test").toJSON());
  expect(ann.doc.getMap("test").size).toBe(402);
  expect([...a.reports, ...b.reports]).toEqual([]);
});

test("N3 what builds upon another node's change, and what deletes it, arrives with it", async () => {
  const { clock, a, b } = await two();
  const ann = await Person.join(a.hub, "ann");
  const ben = await Person.join(b.hub, "ben");
  await clock.advance(100);
  ann.doc.getArray("list").push(["one"]);
  await clock.advance(60);
  ben.doc.getArray("list").push(["two"]);
  await clock.advance(60);
  ann.doc.getArray("list").delete(0, 1);
  await clock.advance(60);
  expect(ann.doc.getArray("list").toJSON()).toEqual(["two"]);
  expect(ben.doc.getArray("list").toJSON()).toEqual(["two"]);
  expect([...a.reports, ...b.reports]).toEqual([]);
});

test("R31 of another node's row that repeats a part that was deleted here only the rest is passed on", async () => {
  const { clock, a, b } = await two();
  const ann = await Person.join(a.hub, "ann");
  const ben = await Person.join(a.hub, "ben");
  const annElsewhere = await Person.join(b.hub, "ann");
  await clock.advance(100);
  b.way.isUp = false;
  const away = new Y.Doc();
  away.getText("text").insert(0, "hello");
  ann.send({ type: "update", update: Y.encodeStateAsUpdate(away) });
  await clock.advance(10);
  ben.doc.getText("text").delete(0, 5);
  await clock.advance(10);
  ben.received.length = 0;
  away.getText("text").insert(5, " world");
  annElsewhere.send({ type: "update", update: Y.encodeStateAsUpdate(away) });
  await clock.advance(2_000);
  b.way.heal();
  await clock.advance(2_000);
  const clocks = ben.of("update").map(({ update }) => Y.decodeUpdate(update).structs.map(({ id }) => id.clock));
  expect(clocks).toEqual([[5]]);
  ben.write("after", 1);
  await clock.advance(2_000);
  expect(annElsewhere.value("after")).toBe(1);
  expect([...a.reports, ...b.reports]).toEqual([]);
});

test("N4 what is lost on the bus comes from the log within a second, and at once when the bus is there again", async () => {
  const { clock, a, b } = await two();
  const ann = await Person.join(a.hub, "ann");
  const ben = await Person.join(b.hub, "ben");
  await clock.advance(100);
  b.way.loses = () => true;
  ann.write("lost", 1);
  await clock.advance(1_100);
  expect(ben.value("lost")).toBe(1);
  b.way.loses = undefined;
  b.way.isUp = false;
  ann.write("cut", 1);
  await clock.advance(300);
  ann.write("cut again", 1);
  await clock.advance(15);
  b.way.heal();
  await clock.advance(20);
  expect([ben.value("cut"), ben.value("cut again")]).toEqual([1, 1]);
  expect([...a.reports, ...b.reports]).toEqual([]);
});

test("N4 a node that cannot read the log goes on with what it has, and follows when it can", async () => {
  const { clock, a, b } = await two();
  const ann = await Person.join(a.hub, "ann");
  const ben = await Person.join(b.hub, "ben");
  await clock.advance(100);
  b.way.isUp = false;
  b.isBlind = true;
  ann.write("meanwhile", 1);
  await clock.advance(3_000);
  expect(ben.value("meanwhile")).toBe(undefined);
  expect(b.reports).toEqual(["log not compared"]);
  b.isBlind = false;
  await clock.advance(1_000);
  expect(ben.value("meanwhile")).toBe(1);
});

test("N5 somebody who goes to another node with what the first one stored and did not acknowledge has it once, and hears that it is saved", async () => {
  const { clock, a, b } = await two();
  const reader = await Person.join(b.hub, "eve");
  for (const isHeard of [true, false]) {
    b.way.isUp = isHeard;
    const ann = await Person.join(a.hub, "ann");
    await clock.advance(100);
    ann.doc.getArray("list").push(["before"]);
    await clock.advance(5);
    ann.doc.getArray("list").push(["in between"]);
    ann.leave();
    // The first node writes its group only now.
    await ann.enter(b.hub, "ann");
    ann.sent = ann.saved = 0;
    ann.greet();
    await clock.advance(1_500);
    expect(ann.saved).toBe(ann.sent);
    ann.leave();
  }
  const once = ["before", "in between", "before", "in between"];
  expect(reader.doc.getArray("list").toJSON()).toEqual(once);
  expect(await a.hub.read("map", (doc) => doc.getArray("list").toJSON())).toEqual(once);
  expect([...a.reports, ...b.reports]).toEqual([]);
});

test("N6 when two nodes take different work under one client id, what the log has first counts on both", async () => {
  for (const users of [
    ["ann", "ann"],
    ["ann", "ben"],
  ] as const) {
    const { clock, a, b } = await two();
    const first = await Person.join(a.hub, users[0]);
    const second = await Person.join(b.hub, users[1]);
    await clock.advance(100);
    first.doc.clientID = second.doc.clientID = 77;
    first.write("who", "first");
    await clock.advance(2);
    second.write("who", "second");
    await clock.advance(2_000);
    expect(await found(a.hub, "who")).toBe("first");
    expect(await found(b.hub, "who")).toBe("first");
    expect(b.reports).toContain("room reloads");
    expect(second.transport.closed?.code).toBe(closeCodes.comeBack);
    // Whose the id is follows the log, too.
    const again = await Person.join(b.hub, "ben");
    await clock.advance(100);
    again.doc.clientID = 77;
    again.write("more", 1);
    await clock.advance(100);
    expect(again.of("refused").map(({ code }) => code)).toEqual(["FOREIGN_CLIENT"]);
  }
});

test("N7 rows are merged only when the other nodes have had time to read them; one that had no chance reloads", async () => {
  const { clock, a, b } = await two();
  const ann = await Person.join(a.hub, "ann");
  const ben = await Person.join(b.hub, "ben");
  await clock.advance(100);
  const compacted: number[] = [];
  const compact = a.log.compact.bind(a.log);
  a.log.compact = async (map, generation, snapshot, upTo) => {
    compacted.push(upTo);
    await compact(map, generation, snapshot, upTo);
  };
  b.way.isUp = false;
  b.isBlind = true;
  for (let i = 0; i < 1_200; i++) {
    ann.write(`k${i % 50}`, i);
    if (i % 10 === 0) await clock.advance(120);
  }
  expect(compacted).toEqual([]);
  await clock.advance(12_000);
  expect(compacted.length).toBeGreaterThan(0);
  b.isBlind = false;
  await clock.advance(2_000);
  expect(ben.transport.closed?.code).toBe(closeCodes.comeBack);
  const again = await Person.join(b.hub, "ben");
  await clock.advance(100);
  expect(again.doc.getMap("test").toJSON()).toEqual(ann.doc.getMap("test").toJSON());
});

test("N8 a map that is deleted or restored on one node is closed on the others, and nothing for the old one counts as saved", async () => {
  for (const isHeard of [true, false]) {
    const { clock, a, b } = await two();
    const ben = await Person.join(b.hub, "ben");
    await clock.advance(100);
    b.way.isUp = isHeard;
    const next = createDoc({ format: "kept.journey", version: 1, title: "Restored" }, "second");
    await a.log.replace("map", "second", Y.encodeStateAsUpdate(next));
    const savedBefore = ben.saved;
    ben.write("late", 1);
    await clock.advance(1_100);
    expect(ben.transport.closed?.code).toBe(closeCodes.otherGeneration);
    expect(ben.saved).toBe(savedBefore);
    expect(await found(b.hub, "late")).toBe(undefined);

    const eve = await Person.join(b.hub, "eve");
    await clock.advance(100);
    await a.hub.remove("map");
    await clock.advance(1_100);
    expect(eve.transport.closed?.code).toBe(closeCodes.noSuchMap);
  }
});

test("N9 people on other nodes are seen with their cursors, go when they leave, and when their node falls silent", async () => {
  const { clock, a, b } = await two();
  const ann = await Person.join(a.hub, "ann");
  const ben = await Person.join(b.hub, "ben");
  await clock.advance(100);
  ann.show({ cursor: { x: 1, y: 2 } });
  await clock.advance(100);
  expect(ben.presences.get(ann.doc.clientID)).toMatchObject({ user: { id: "ann" }, cursor: { x: 1, y: 2 } });
  // Who comes later is told, too, and a client id that is shown elsewhere is taken.
  const eve = await Person.join(b.hub, "eve");
  await clock.advance(50);
  expect(eve.presences.get(ann.doc.clientID)).toMatchObject({ user: { id: "ann" } });
  const mallory = await Person.join(b.hub, "mallory");
  mallory.doc.clientID = ann.doc.clientID;
  mallory.write("forged", 1);
  await clock.advance(50);
  expect(mallory.of("refused").map(({ code }) => code)).toEqual(["FOREIGN_CLIENT"]);
  ann.leave();
  await clock.advance(100);
  expect(ben.presences.get(ann.doc.clientID)).toBe(null);

  ann.doc.clientID += 1;
  await ann.enter(a.hub, "ann");
  ann.greet();
  ann.show({ cursor: { x: 3, y: 4 } });
  await clock.advance(100);
  expect(ben.presences.get(ann.doc.clientID)).toMatchObject({ cursor: { x: 3, y: 4 } });
  a.way.isUp = false;
  await clock.advance(10_000);
  expect(ben.presences.get(ann.doc.clientID)).toBe(null);
  a.way.heal();
  await clock.advance(4_000);
  expect(ben.presences.get(ann.doc.clientID)).toMatchObject({ cursor: { x: 3, y: 4 } });
});

test("N19 while nobody can say who listens, people on other nodes stay seen and changes reach them at once", async () => {
  const { clock, a, b } = await two();
  const ann = await Person.join(a.hub, "ann");
  const ben = await Person.join(b.hub, "ben");
  await clock.advance(100);
  ann.show({ cursor: { x: 1, y: 2 } });
  await clock.advance(100);
  for (const { way } of [a, b]) way.isDumb = true;
  await clock.advance(3_000);
  expect(ben.presences.get(ann.doc.clientID)).toMatchObject({ cursor: { x: 1, y: 2 } });
  ann.write("meanwhile", 1);
  await clock.advance(60);
  expect(ben.value("meanwhile")).toBe(1);
  expect([...a.reports, ...b.reports]).toEqual([]);
});

test("N9 somebody who goes from one node to another is seen once, as he is there", async () => {
  const { clock, a, b } = await two();
  const ann = await Person.join(a.hub, "ann");
  const ben = await Person.join(b.hub, "ben");
  const eve = await Person.join(a.hub, "eve");
  await clock.advance(100);
  ann.show({ cursor: { x: 1, y: 1 } }, { clock: 5 });
  await clock.advance(100);
  // The first node has not noticed that the connection is dead.
  const moved = await Person.join(b.hub, "ann");
  moved.doc.clientID = ann.doc.clientID;
  moved.show({ cursor: { x: 2, y: 2 } }, { clock: 6 });
  await clock.advance(4_000);
  for (const person of [ben, eve])
    expect(person.presences.get(ann.doc.clientID)).toMatchObject({ cursor: { x: 2, y: 2 } });
  ann.leave();
  await clock.advance(4_000);
  for (const person of [ben, eve])
    expect(person.presences.get(ann.doc.clientID)).toMatchObject({ cursor: { x: 2, y: 2 } });
});

test("N10 message 6 reaches everybody who has the map open, on whichever node it was said", async () => {
  const { clock, nodes } = await openNodes(3);
  const [a, b, c] = nodes as [TestNode, TestNode, TestNode];
  const people = [await Person.join(a.hub, "ann"), await Person.join(b.hub, "ben")];
  await clock.advance(100);
  c.hub.tell("map", { seq: 1 });
  a.hub.tell("map", { seq: 2 });
  await clock.advance(50);
  for (const person of people)
    expect(new Set(person.of("session").map(({ state }) => (state as { seq: number }).seq))).toEqual(new Set([1, 2]));
});

test("N11 a change of access closes connections on every node at once", async () => {
  const { clock, a, b } = await two();
  const ben = await Person.join(b.hub, "ben");
  const eve = await Person.join(b.hub, "eve");
  await clock.advance(100);
  a.hub.closeUser("ben", closeCodes.signedOut);
  await clock.advance(5);
  expect([ben.transport.closed?.code, eve.transport.closed]).toEqual([closeCodes.signedOut, undefined]);
  await a.hub.kick("map", closeCodes.noSuchMap);
  await clock.advance(5);
  expect(eve.transport.closed?.code).toBe(closeCodes.noSuchMap);
});

test("N12 what is read or changed over HTTP follows on all that was saved on any node", async () => {
  const { clock, a, b } = await two();
  await b.hub.read("map", () => {});
  const ann = await Person.join(a.hub, "ann");
  await clock.advance(100);
  for (const way of [a.way, b.way]) way.isUp = false;
  ann.write("key", "saved elsewhere");
  await clock.advance(15);
  expect(ann.saved).toBe(ann.sent);
  expect(await found(b.hub, "key")).toBe("saved elsewhere");
  const { state } = await b.hub.readToChange("map", "ben");
  const copy = new Y.Doc();
  Y.applyUpdate(copy, state);
  expect(copy.getMap("test").get("key")).toBe("saved elsewhere");
});

test("N17 what somebody passed on from another node waits until that node has saved it, or is silent", async () => {
  for (const dies of [false, true]) {
    const { clock, a, b } = await two();
    const ann = await Person.join(a.hub, "ann");
    const ben = await Person.join(a.hub, "ben");
    const eve = await Person.join(b.hub, "eve");
    await clock.advance(100);
    ann.show({ cursor: null });
    ann.doc.getArray("list").push(["ann's"]);
    await clock.advance(100);
    a.log.failure = new Error("the database is slow");
    ann.doc.getArray("list").push(["not saved yet"]);
    await clock.advance(50);
    expect(ben.doc.getArray("list").toJSON()).toContain("not saved yet");
    // Ben goes to the other node with what he saw of Ann's.
    ben.leave();
    await ben.enter(b.hub, "ben");
    ben.show({ cursor: null }, { clock: 2 });
    ben.doc.getArray("list").push(["ben's"]);
    ben.greet();
    await clock.advance(500);
    expect(ben.of("refused").map(({ code }) => code)).toContain("NOT_SAVED");
    if (dies) {
      ann.leave();
      a.way.isUp = false;
    } else a.log.failure = undefined;
    await clock.advance(12_000);
    const all = ["ann's", "not saved yet", "ben's"];
    for (const person of [ben, eve]) expect(person.doc.getArray("list").toJSON()).toEqual(all);
    expect(await b.hub.read("map", (doc) => doc.getArray("list").toJSON())).toEqual(all);
    // It is still Ann's to go on with.
    await ann.enter(b.hub, "ann");
    ann.greet();
    ann.doc.getArray("list").push(["and on"]);
    await clock.advance(1_500);
    expect(eve.doc.getArray("list").toJSON()).toEqual([...all, "and on"]);
    expect(ann.of("refused")).toEqual([]);
  }
});
