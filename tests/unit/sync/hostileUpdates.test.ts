import { expect, test } from "vitest";
import * as Y from "yjs";
import { limits } from "../../../shared/limits.ts";
import * as crafted from "../../fuzz/craftedUpdates.ts";
import { Person } from "./person.ts";
import { openStudio } from "./studio.ts";

/** How an attack ends: its sender is closed, its last update is refused with a code, or it is taken like any other. */
type End = "closed" | "LIMIT" | "TOO_LARGE" | "taken";

interface Attack {
  what: string;
  updates: () => Uint8Array[];
  end: End;
  /** Others have to come back: what Yjs gave up in the middle leaves half a document. */
  reloads?: true;
}

/** What each of these does to a Yjs that nobody watches stands beside the code that watches it. */
const attacks: Attack[] = [
  { what: "the V2 encoding", updates: () => [crafted.v2Bomb(16_000_000)], end: "closed" },
  { what: "structs of 70,000 clients", updates: () => [crafted.manyClients(70_000)], end: "TOO_LARGE" },
  { what: "40,000 values, a struct each", updates: () => [crafted.manyValues(40_000)], end: "taken" },
  {
    what: "a long list cut into pieces",
    updates: () => [crafted.longList(900_000), crafted.deletionsInPieces(20_000)],
    end: "closed",
    reloads: true,
  },
  { what: "JSON as deep as can be embedded", updates: () => [crafted.deepEmbed(400_000)], end: "closed" },
  { what: "JSON too deep to be written again", updates: () => [crafted.deepJson(6_000)], end: "closed" },
  { what: "a value at the limit of nesting", updates: () => [crafted.deepValue(limits.jsonDepth)], end: "taken" },
  { what: "a value past it", updates: () => [crafted.deepValue(limits.jsonDepth + 1)], end: "closed" },
  { what: "a value past any stack", updates: () => [crafted.deepValue(100_000)], end: "closed" },
  { what: "a deletion without length", updates: () => [crafted.deletionOf(9, 0)], end: "closed" },
  { what: "a document inside", updates: () => [crafted.innerDocument()], end: "closed" },
  { what: "a text inside", updates: () => [crafted.sharedType(2)], end: "taken" },
  ...[3, 4, 5, 6].map((type): Attack => ({
    what: `XML inside, of Yjs' type ${type}`,
    updates: () => [crafted.sharedType(type)],
    end: "closed",
  })),
  { what: "formatting", updates: () => [crafted.formattedText()], end: "closed" },
  { what: "types at the limit of nesting", updates: () => [crafted.deepTypes(limits.jsonDepth)], end: "taken" },
  { what: "types past it", updates: () => [crafted.deepTypes(limits.jsonDepth + 1)], end: "LIMIT" },
  {
    what: "types past it, one more with each update",
    updates: () => Array.from({ length: limits.jsonDepth + 1 }, (_, level) => crafted.deepTypes(1, level)),
    end: "LIMIT",
  },
  { what: "15,000 types in each other", updates: () => [crafted.deepTypes(15_000)], end: "LIMIT" },
  { what: "100,000 types in each other", updates: () => [crafted.deepTypes(100_000)], end: "TOO_LARGE" },
  { what: "structs at the limit of a frame", updates: () => [manyStructs(limits.structsPerFrame)], end: "taken" },
  { what: "one struct past it", updates: () => [manyStructs(limits.structsPerFrame + 1)], end: "TOO_LARGE" },
];

/** The client's own entry counts as four. */
function manyStructs(changes: number): Uint8Array {
  return crafted.manyStructs(changes - 4);
}

test.each(attacks)("HX3 a crafted update hurts nobody: $what", async ({ updates, end, reloads }) => {
  const { hub, clock, reports, restart } = await openStudio();
  const ann = await Person.join(hub, "ann");
  ann.write("before", 1);
  await clock.advance(100);
  const eve = await Person.join(hub, "eve");
  for (const update of updates()) eve.send({ type: "update", update });
  await clock.advance(2_000);

  const [refused] = eve.of("refused").slice(-1);
  if (end === "closed") expect(eve.transport.closed?.code).toBe(4400);
  else expect(eve.transport.closed).toBe(undefined);
  if (end === "LIMIT" || end === "TOO_LARGE") expect(refused).toMatchObject({ code: end });
  if (end === "LIMIT") expect(refused?.text).toContain(String(limits.jsonDepth));
  if (end === "TOO_LARGE") expect(refused?.text).toContain(String(limits.structsPerFrame));
  if (end === "taken") expect(eve.saved).toBe(eve.sent);
  expect(ann.transport.closed?.code).toBe(reloads && 1013);
  expect(reports).toEqual(reloads ? ["room reloads"] : []);

  const ben = await Person.join(hub, "ben");
  ben.write("after", 2);
  await clock.advance(1_200);
  expect([ben.saved, ben.value("before")]).toEqual([ben.sent, 1]);
  if (!reloads) expect(ann.value("after")).toBe(2);
  const fresh = await Person.join(restart().hub, "fresh");
  expect([fresh.value("before"), fresh.value("after")]).toEqual([1, 2]);
});

test("HX3 deleting what is nested as deep as may be deletes all of it, and the room goes on", async () => {
  const { hub, clock, reports } = await openStudio();
  const ann = await Person.join(hub, "ann");
  const eve = await Person.join(hub, "eve");
  eve.send({ type: "update", update: crafted.deepTypes(limits.jsonDepth) });
  eve.send({ type: "update", update: crafted.deletionOf(0, 1) });
  await clock.advance(2_000);
  expect(reports).toEqual([]);
  expect(eve.saved).toBe(2);
  expect(ann.doc.getArray("list").length).toBe(0);
});

test("HX3 honest texts and lists of any length are cut, merged and nested as before", async () => {
  const { hub, clock, restart } = await openStudio();
  const ann = await Person.join(hub, "ann");
  const ben = await Person.join(hub, "ben");
  const text = ann.doc.getText("text");
  const list = ann.doc.getArray<number>("list");
  text.insert(0, "word ".repeat(20));
  for (let i = 0; i < 300; i++) {
    ann.doc.transact(() => {
      list.push([i]);
      text.insert((i * 31) % text.length, "new");
      text.delete((i * 17) % (text.length - 5), 3);
    });
    await clock.advance(20);
  }
  list.delete(100, 50);
  const record = new Y.Map<unknown>();
  record.set("text", new Y.Text("inner"));
  ann.doc.getMap("note").set("n", record);
  await clock.advance(1_000);
  const fresh = await Person.join(restart().hub, "fresh");
  for (const { doc } of [ben, fresh]) {
    expect(doc.getText("text").toJSON()).toBe(text.toJSON());
    expect(doc.getArray("list").toJSON()).toEqual(list.toJSON());
    expect(doc.getMap("note").toJSON()).toEqual({ n: { text: "inner" } });
  }
});
