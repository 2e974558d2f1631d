import * as Y from "yjs";
import { expect, test } from "vitest";
import type { Hub } from "../../../server/sync/hub.ts";
import { createDoc } from "../../../shared/doc/mapDoc.ts";
import { limits } from "../../../shared/limits.ts";
import { settled } from "./handClock.ts";
import { Person } from "./person.ts";
import { openStudio } from "./studio.ts";
import type { TestLog } from "./testLog.ts";

test("D1 saved goes out only after the commit, and counts what was refused", async () => {
  const { clock, log, hub } = await openStudio();
  const ann = await Person.join(hub, "ann");
  log.failure = new Error("not yet");
  ann.write("a", 1);
  const stranger = new Y.Doc();
  stranger.clientID = 7;
  stranger.getMap("header").set("generation", "mine");
  ann.send({ type: "update", update: Y.encodeStateAsUpdate(stranger) });
  await clock.advance(2_000);
  expect(ann.of("refused").map(({ index }) => index)).toEqual([2]);
  expect(ann.of("saved")).toEqual([]);
  log.failure = undefined;
  await clock.advance(3_000);
  expect(ann.saved).toBe(2);
  expect(log.db.prepare("SELECT count(*) AS n FROM map_updates").get()).toEqual({ n: 1 });
});

test("D1 who comes back before his work is on disk is not told that it is", async () => {
  const { clock, log, hub } = await openStudio();
  const ann = await Person.join(hub, "ann");
  log.failure = new Error("slow disk");
  ann.write("a", 1);
  await clock.advance(1_000);
  ann.leave();
  const questions = ann.of("syncStep1").length;
  await ann.enter(hub, "ann");
  ann.greet();
  ann.send({ type: "syncStep2", update: Y.encodeStateAsUpdate(ann.doc) });
  await clock.advance(1_000);
  expect(ann.of("syncStep1")).toHaveLength(questions);
  expect(ann.of("saved")).toEqual([]);
  log.failure = undefined;
  await clock.advance(3_000);
  expect(ann.of("syncStep1")).toHaveLength(questions + 1);
  expect(ann.saved).toBe(1);
});

test("D1 a refused answer to a gap settles nothing that was set aside: it is asked for until it is taken", async () => {
  const { clock, log, hub, restart } = await openStudio();
  const ann = await Person.join(hub, "ann");
  const ben = await Person.join(hub, "ben");
  log.failure = new Error("disk full");
  ben.write("early", 1);
  await clock.advance(limits.unsavedMs + 1_000);
  ann.write("a", 1);
  ann.write("a", 2);
  await clock.advance(100);
  expect(ann.of("refused").map(({ index, code }) => [index, code])).toEqual([
    [1, "NOT_SAVED"],
    [3, "NOT_SAVED"],
  ]);
  expect(ann.saved).toBe(1);
  log.failure = undefined;
  await clock.advance(20_000);
  expect([ann.saved, ben.value("a")]).toEqual([ann.sent, 2]);
  expect((await Person.join(restart().hub, "cem")).value("a")).toBe(2);
});

test("D1 when the answer to a gap can never be taken, what was set aside is refused by its numbers", async () => {
  const { clock, hub } = await openStudio();
  const ann = await Person.join(hub, "ann");
  const eve = await Person.join(hub, "eve");
  eve.doc.getMap("header").set("generation", "mine");
  eve.write("a", 1);
  await clock.advance(100);
  expect(eve.of("refused").map(({ index, code }) => [index, code])).toEqual([
    [1, "READ_ONLY"],
    [2, "READ_ONLY"],
    [3, "READ_ONLY"],
  ]);
  expect([eve.saved, ann.value("a")]).toEqual([3, undefined]);
});

test("D3 when the disk fails for long, changes are refused, reads go on, and what was refused is asked for", async () => {
  const { clock, log, hub, restart } = await openStudio();
  const ann = await Person.join(hub, "ann");
  const ben = await Person.join(hub, "ben");
  log.failure = new Error("disk full");
  ann.write("early", 1);
  await clock.advance(limits.unsavedMs + 1_000);
  expect(ben.value("early")).toBe(1);
  ann.write("late", 2);
  await clock.advance(100);
  expect(ann.of("refused").map(({ code }) => code)).toEqual(["NOT_SAVED"]);
  expect(ben.value("late")).toBe(undefined);
  const cem = await Person.join(hub, "cem");
  expect(cem.value("early")).toBe(1);
  expect(ann.saved).toBe(0);
  log.failure = undefined;
  await clock.advance(20_000);
  expect([ben.value("late"), cem.value("late")]).toEqual([2, 2]);
  expect(ann.saved).toBe(ann.sent);
  const later = await Person.join(restart().hub, "dan");
  expect([later.value("early"), later.value("late")]).toEqual([1, 2]);
});

test("D24 people of a map that cannot be saved are refused, those of others go on, and it can be restored meanwhile", async () => {
  const { clock, log, hub } = await openStudio();
  await hub.create("other", createDoc({ format: "kept.journey", version: 1, title: "Test" }, "first"));
  const ann = await Person.join(hub, "ann");
  const ben = new Person();
  await ben.enter(hub, "ben", { map: "other" });
  ben.greet();
  // A foreign row has the number that her next one is to get.
  log.db.exec(
    "INSERT INTO map_updates (map, seq, user, bytes, checksum) SELECT map, seq + 1, 'eve', x'00', 0 FROM map_heads WHERE map = 'map'",
  );
  ann.write("early", 1);
  ben.write("early", 1);
  await clock.advance(limits.unsavedMs + 1_000);
  ann.write("late", 2);
  ben.write("late", 2);
  await clock.advance(100);
  expect(ann.of("refused").map(({ code }) => code)).toEqual(["NOT_SAVED"]);
  expect([ann.saved, ben.saved, ben.of("refused")]).toEqual([0, ben.sent, []]);

  const restored = createDoc({ format: "kept.journey", version: 1, title: "Restored" }, "second");
  const replaced = hub.replace("map", "Restored.", () => log.replace("map", "second", Y.encodeStateAsUpdate(restored)));
  await clock.advance(1_000);
  await replaced;
  await clock.advance(10_000);
  expect([ann.transport.closed?.code, ann.saved, log.waiting]).toEqual([4409, 0, 0]);
  const cem = await Person.join(hub, "cem");
  cem.write("after", 3);
  await clock.advance(100);
  expect([cem.saved, cem.value("early")]).toEqual([cem.sent, undefined]);
});

test("D24 a map that cannot be saved holds up nobody when restoring it failed: who comes is told to come again, and the server stops", async () => {
  const { clock, log, hub } = await openStudio();
  await hub.create("other", createDoc({ format: "kept.journey", version: 1, title: "Test" }, "first"));
  const ann = await Person.join(hub, "ann");
  const ben = new Person();
  await ben.enter(hub, "ben", { map: "other" });
  ben.greet();
  log.db.exec(
    "INSERT INTO map_updates (map, seq, user, bytes, checksum) SELECT map, seq + 1, 'eve', x'00', 0 FROM map_heads WHERE map = 'map'",
  );
  ann.write("early", 1);
  ben.write("early", 1);
  await clock.advance(limits.unsavedMs + 1_000);
  const outcomeOf = async (promise: Promise<unknown>) => {
    const outcome: { value: unknown } = { value: "still waiting" };
    promise.then(
      () => (outcome.value = "done"),
      (error: unknown) => (outcome.value = error),
    );
    await clock.advance(2_000);
    return outcome.value;
  };
  const restore = () => hub.replace("map", "Restored.", () => Promise.reject(new Error("no such version")));
  expect(await outcomeOf(restore())).toMatchObject({ message: "no such version" });
  expect(await outcomeOf(Person.join(hub, "cem"))).toMatchObject({ code: "UNAVAILABLE" });
  expect(await outcomeOf(hub.readState("map"))).toMatchObject({ code: "UNAVAILABLE" });
  expect(await outcomeOf(restore())).toMatchObject({ message: "no such version" });

  const late = outcomeOf(Person.join(hub, "dan"));
  const drained = hub.drain();
  expect(await late).toMatchObject({ code: "UNAVAILABLE" });
  expect(ben.transport.closed?.code).toBe(1012);
  log.db.exec("DELETE FROM map_updates WHERE user = 'eve'");
  await clock.advance(10_000);
  await drained;
  expect([log.waiting, (await log.load("map"))?.rows.length]).toEqual([0, 1]);
});

test("D12 who comes back while his work waits for the disk is asked for more only when it is there", async () => {
  const { clock, log, hub } = await openStudio();
  const ann = await Person.join(hub, "ann");
  log.failure = new Error("not yet");
  ann.write("a", 1);
  await clock.advance(100);
  ann.leave();
  const asked = ann.of("syncStep1").length;
  await ann.enter(hub, "ann");
  ann.greet();
  await clock.advance(2_000);
  expect(ann.of("syncStep1")).toHaveLength(asked);
  log.failure = undefined;
  await clock.advance(3_000);
  expect(ann.of("syncStep1")).toHaveLength(asked + 1);
});

test("D4 a map with a bad row opens, and any editor who holds what is missing fills it again", async () => {
  const { clock, log, hub, restart } = await openStudio();
  const ann = await Person.join(hub, "ann");
  const ben = await Person.join(hub, "ben");
  for (const [key, value] of [
    ["a", 1],
    ["b", 2],
    ["c", 3],
  ] as const) {
    ann.write(key, value);
    await clock.advance(20);
  }
  log.db.prepare("UPDATE map_updates SET bytes = x'00' WHERE seq = 2").run();
  const after = restart();
  const eve = await Person.join(after.hub, "eve");
  expect(after.reports).toEqual(["map is healing"]);
  expect([eve.value("a"), eve.value("b"), eve.value("c")]).toEqual([1, undefined, undefined]);
  await ben.enter(after.hub, "ben");
  ben.greet();
  await clock.advance(2_000);
  expect([eve.value("a"), eve.value("b"), eve.value("c")]).toEqual([1, 2, 3]);
  expect(ben.of("refused")).toEqual([]);
  const again = restart();
  const dan = await Person.join(again.hub, "dan");
  expect([dan.value("b"), dan.value("c"), again.reports.length]).toEqual([2, 3, 0]);
});

test("D4 whoever opens a map that lacks something stays, his own work is saved, and he sees it heal", async () => {
  const { clock, log, hub, restart } = await openStudio();
  const ann = await Person.join(hub, "ann");
  const ben = await Person.join(hub, "ben");
  for (let i = 1; i <= 9; i++) {
    for (const [name, person] of Object.entries({ ann, ben })) person.doc.getArray("list").push([`${name}${i}`]);
    await clock.advance(50);
  }
  const rows = log.db.prepare("SELECT count(*) AS n FROM map_updates").get();
  expect(rows).toEqual({ n: 18 });
  log.db.prepare("UPDATE map_updates SET bytes = x'00' WHERE seq IN (5, 6, 11)").run();
  const after = restart();
  const eve = await Person.join(after.hub, "eve");
  eve.write("eve", 1);
  const listOf = (person: Person) => person.doc.getArray("list").toArray();
  expect(listOf(eve)).toHaveLength(4);
  await clock.advance(100);
  eve.leave();
  eve.isOnline = false;
  eve.write("eve", 2);
  await eve.enter(after.hub, "eve");
  eve.greet();
  await clock.advance(100);
  const reader = await Person.join(after.hub, "dan");
  expect([eve.transport.closed, eve.of("refused"), reader.value("eve")]).toEqual([undefined, [], 2]);
  await ben.enter(after.hub, "ben");
  ben.greet();
  await clock.advance(2_000);
  const fresh = await Person.join(restart().hub, "cem");
  for (const person of [eve, reader, fresh]) expect(listOf(person)).toEqual(listOf(ann));
  expect([eve.transport.closed, reader.transport.closed]).toEqual([undefined, undefined]);
});

test("D40 however often a map that lacks something is opened, what builds upon it stays in the log until it is brought", async () => {
  const { clock, log, hub, restart } = await openStudio();
  const ann = await Person.join(hub, "ann");
  const ben = await Person.join(hub, "ben");
  for (let i = 1; i <= 6; i++) {
    for (const [name, person] of Object.entries({ ann, ben })) person.doc.getArray("list").push([`${name}${i}`]);
    await clock.advance(50);
  }
  log.db.prepare("UPDATE map_updates SET bytes = x'00' WHERE seq = 4").run();
  const rows = () => log.db.prepare("SELECT seq FROM map_updates ORDER BY seq").pluck().all();
  const quarantined = () => log.db.prepare("SELECT seq FROM map_quarantine").pluck().all();
  const listOf = (person: Person) => person.doc.getArray("list").toArray();

  for (let opening = 1; opening <= 3; opening++) {
    const again = restart();
    const eve = await Person.join(again.hub, "eve");
    expect(listOf(eve).length).toBeLessThan(12);
    expect(again.reports).toEqual(["map is healing"]);
    expect([rows().length, quarantined()]).toEqual([11, [4]]);
  }
  // A row that cannot be applied at all comes to it: that one alone is set aside.
  const bytes = new Uint8Array([9, 9, 9]);
  const appended = log.append({ map: "map", generation: "first", user: "eve", bytes, newClients: [] });
  await clock.advance(20);
  const bad = await appended;
  const last = restart();
  const eve = await Person.join(last.hub, "eve");
  expect([rows().length, quarantined()]).toEqual([11, [4, bad]]);
  await ben.enter(last.hub, "ben");
  ben.greet();
  await clock.advance(2_000);
  expect(listOf(eve)).toEqual(listOf(ann));
  expect(listOf(eve)).toHaveLength(12);
  const whole = restart();
  expect(listOf(await Person.join(whole.hub, "cem"))).toEqual(listOf(ann));
  expect(whole.reports).toEqual([]);
});

test("D40 what waits for what is lost survives a snapshot, and a bad row beside it", async () => {
  const { clock, log, hub, restart } = await openStudio();
  const ann = await Person.join(hub, "ann");
  for (let i = 1; i <= 60; i++) {
    ann.doc.getArray("list").push([i]);
    await clock.advance(20);
  }
  log.db.prepare("UPDATE map_updates SET bytes = x'00' WHERE seq = 30").run();
  const damaged = restart();
  const eve = await Person.join(damaged.hub, "eve");
  eve.leave();
  await clock.advance(120_000);
  expect(log.db.prepare("SELECT max(seq) FROM map_snapshots").pluck().get()).toBe(60);
  const bytes = new Uint8Array([9, 9, 9]);
  const appended = log.append({ map: "map", generation: "first", user: "eve", bytes, newClients: [] });
  await clock.advance(20);
  await appended;
  const later = restart();
  const dan = await Person.join(later.hub, "dan");
  expect(dan.doc.getArray("list").length).toBe(29);
  await ann.enter(later.hub, "ann");
  ann.greet();
  await clock.advance(2_000);
  expect(dan.doc.getArray("list").toArray()).toEqual(ann.doc.getArray("list").toArray());
  const whole = restart();
  expect((await Person.join(whole.hub, "cem")).doc.getArray("list").length).toBe(60);
  expect(whole.reports).toEqual([]);
});

test("D5 a long history is compacted while people work, and a restart finds all of it", async () => {
  const { clock, log, hub, reports, restart } = await openStudio();
  const ann = await Person.join(hub, "ann");
  for (let i = 0; i < 2_500; i++) {
    ann.write(`key${i % 100}`, i);
    await clock.advance(11);
  }
  await clock.advance(3_000);
  const { n } = log.db.prepare("SELECT count(*) AS n FROM map_updates").get() as { n: number };
  expect(n).toBeLessThan(2_200);
  const ben = await Person.join(restart().hub, "ben");
  expect(ben.doc.getMap("test").toJSON()).toEqual(ann.doc.getMap("test").toJSON());
  expect(reports).toEqual([]);
});

/** Notes how many maps a log is asked to open at once, and lets a test hold up some. */
function watchOpenings(log: TestLog) {
  const gates = new Map<string, Promise<void>>();
  const opening = new Set<string>();
  const watched = { gates, most: 0, beside: new Map<string, number>() };
  const load = log.load.bind(log);
  log.load = async (map) => {
    opening.add(map);
    watched.most = Math.max(watched.most, opening.size);
    for (const each of opening) watched.beside.set(each, Math.max(watched.beside.get(each) ?? 0, opening.size - 1));
    await settled();
    await gates.get(map);
    return load(map);
  };
  const opened = log.opened.bind(log);
  log.opened = (map) => {
    opening.delete(map);
    return opened(map);
  };
  return watched;
}

const manyMaps = Array.from({ length: 9 }, (_, index) => `map ${index}`);

async function createMaps(hub: Hub): Promise<void> {
  for (const map of manyMaps)
    await hub.create(map, createDoc({ format: "kept.journey", version: 1, title: "Test" }, "first"));
}

test("D7 a map that cannot be opened is not held for one that kills", async () => {
  const { hub, restart } = await openStudio();
  await hub.readState("map");
  const newer = { version: 0, steps: [] };
  for (let i = 0; i < 5; i++)
    await expect(restart(newer).hub.readState("map")).rejects.toMatchObject({ code: "CLIENT_TOO_OLD" });
  await restart().hub.readState("map");
});

test("D27 four maps are opened at once, and one that is slow to read holds up no other", async () => {
  const { log, hub } = await openStudio();
  await createMaps(hub);
  const watched = watchOpenings(log);
  let answer = () => {};
  watched.gates.set("map 0", new Promise((resolve) => (answer = resolve)));
  const slow = hub.readState("map 0");
  await Promise.all(manyMaps.slice(1).map((map) => hub.readState(map)));
  expect(watched.most).toBe(4);
  answer();
  await slow;
});

test("D27 what was being opened when the process ended is opened alone, so that no other is counted with it again", async () => {
  const { hub, log, restart } = await openStudio();
  await createMaps(hub);
  const counted = () =>
    log.db.prepare("SELECT map, count FROM map_openings ORDER BY map").all() as { map: string; count: number }[];
  // Four are being opened when the process ends; which of them did it nobody knows.
  for (const map of manyMaps.slice(0, 4)) await log.load(map);
  expect(counted().map(({ count }) => count)).toEqual([1, 1, 1, 1]);
  const next = restart();
  const watched = watchOpenings(next.log);
  await Promise.all(manyMaps.toReversed().map((map) => next.hub.readState(map)));
  expect(manyMaps.slice(0, 4).map((map) => watched.beside.get(map))).toEqual([0, 0, 0, 0]);
  expect(watched.most).toBe(4);
  expect(counted()).toEqual([]);
});

test("D11 a row that Yjs cannot apply is set aside, and the map opens with the rest", async () => {
  const { clock, log, hub, restart } = await openStudio();
  const ann = await Person.join(hub, "ann");
  ann.write("a", 1);
  await clock.advance(20);
  for (const bytes of [new Uint8Array([1, 1, 5, 0, 31, 0]), new Uint8Array([9, 9, 9])]) {
    const appended = log.append({ map: "map", generation: "first", user: "eve", bytes, newClients: [] });
    await clock.advance(20);
    await appended;
  }
  ann.write("b", 2);
  await clock.advance(20);
  const after = restart();
  const ben = await Person.join(after.hub, "ben");
  expect([ben.value("a"), ben.value("b"), after.reports]).toEqual([1, 2, ["map is healing"]]);
  expect(log.db.prepare("SELECT seq FROM map_quarantine").all()).toEqual([{ seq: 2 }, { seq: 3 }]);
});

test("D8 what is called saved is on disk, whatever is forgotten: HTTP commands too", async () => {
  const { clock, hub, restart } = await openStudio();
  const copy = new Y.Doc();
  Y.applyUpdate(copy, await hub.readState("map"));
  copy.getMap("test").set("command", 1);
  const saved = hub.applyUpdate("map", Y.encodeStateAsUpdate(copy), "ann");
  await clock.advance(20);
  await saved;
  const ben = await Person.join(restart().hub, "ben");
  expect(ben.value("command")).toBe(1);
  await expect(hub.applyUpdate("map", new Uint8Array([9]), "ann")).rejects.toMatchObject({ code: "MALFORMED" });
  await expect(hub.readState("none")).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("D8 draining sends everyone away to come back, with everything saved", async () => {
  const { clock, log, hub } = await openStudio();
  const ann = await Person.join(hub, "ann");
  ann.write("last", 1);
  const drained = hub.drain();
  await clock.advance(50);
  await drained;
  expect(ann.transport.closed?.code).toBe(1012);
  expect(log.db.prepare("SELECT count(*) AS n FROM map_updates").get()).toEqual({ n: 1 });
  await expect(Person.join(hub, "ben")).rejects.toMatchObject({ code: "UNAVAILABLE" });
});

test("D22 what the log dropped is never called saved, whoever repeats it, until the room is closed", async () => {
  const { clock, log, hub } = await openStudio();
  const ann = await Person.join(hub, "ann");
  await clock.advance(100);
  const readAfter = log.readAfter.bind(log);
  log.readAfter = () => Promise.reject(new Error("not now"));
  const next = createDoc({ format: "kept.journey", version: 1, title: "Restored" }, "second");
  await log.replace("map", "second", Y.encodeStateAsUpdate(next));

  const repeat = (person: Person) => person.send({ type: "syncStep2", update: Y.encodeStateAsUpdate(ann.doc) });
  ann.write("late", 1);
  repeat(ann);
  await clock.advance(100);
  repeat(ann);
  const ben = await Person.join(hub, "ben");
  repeat(ben);
  ann.write("later", 2);
  await expect(hub.applyUpdate("map", Y.encodeStateAsUpdate(ben.doc), "ben")).rejects.toMatchObject({
    code: "GENERATION",
  });
  await clock.advance(2_000);
  expect([ann.of("saved"), ben.of("saved"), ben.of("syncStep1")]).toEqual([[], [], []]);
  expect(ann.of("refused").map(({ index, code }) => [index, code])).toEqual([[4, "NOT_SAVED"]]);

  log.readAfter = readAfter;
  await clock.advance(2_000);
  expect([ann, ben].map(({ transport }) => transport.closed?.code)).toEqual([4409, 4409]);
  expect([ann.of("saved"), ben.of("saved")]).toEqual([[], []]);
  const again = await Person.join(hub, "ann", { generation: "second" });
  again.write("new", 1);
  await clock.advance(100);
  expect([again.value("late"), again.saved, hub.stats().unsavedUpdates]).toEqual([undefined, 1, 0]);
});
