import * as Y from "yjs";
import { expect, test } from "vitest";
import { encodeMessage } from "../../../shared/wire/message.ts";
import { runSeed } from "../../seed.ts";
import { openRandom, type Random } from "../../world/random.ts";
import { Person } from "./person.ts";
import { openStudio } from "./studio.ts";

/** `KEPT_HOSTILE_FRAMES=5000000` for a long run by hand; a multiple of 500. */
const frames = Number(process.env.KEPT_HOSTILE_FRAMES ?? 20_000);

test("R21 no mangled frame ends the room, and honest people in it go on", async () => {
  const random = openRandom(runSeed);
  const { clock, hub, reports } = await openStudio();
  const ann = await Person.join(hub, "ann");
  const ben = await Person.join(hub, "ben");
  let eve = new Person();
  await eve.enter(hub, "eve0");
  let joins = 1;
  let known: Uint8Array[] = [];
  for (let i = 0; i < frames; i++) {
    if (eve.transport.closed) {
      joins += 1;
      eve = new Person();
      await eve.enter(hub, `eve${joins}`);
    }
    if (i % 100 === 0) {
      honestWork(ben, random);
      known = corpus(ben);
    }
    const frame = mangle(random.pick(known) ?? new Uint8Array(), random);
    eve.sendBytes(frame);
    if (i % 500 === 0) {
      ann.write("ann", i);
      ben.write("ben", i);
      await clock.advance(1_200);
      eve.leave();
      eve.transport.close(4400, "");
    }
  }
  await clock.advance(5_000);
  // Some mangled frames are honest edits of what they hit, so what counts is what is written now.
  ann.write("ann", "last");
  ben.write("ben", "last");
  await clock.advance(100);
  const fresh = await Person.join(hub, "fresh");
  expect([fresh.value("ann"), fresh.value("ben")]).toEqual(["last", "last"]);
  expect([ann.saved, ben.saved]).toEqual([ann.sent, ben.sent]);
  expect(ann.transport.closed).toBe(undefined);
  expect(reports).toEqual([]);
  expect(joins).toBeGreaterThan(100);
}, 3_600_000);

/** Some of every kind of content, so that a mangled frame can break any of it. */
function honestWork(person: Person, random: Random): void {
  const { doc } = person;
  const text = doc.getText("text");
  text.insert(random.below(text.length + 1), "word");
  if (text.length > 40) text.delete(random.below(20), 10);
  doc.getArray("list").push([random.below(1_000), { nested: [1, "two", null, undefined, 3.5] }, new Uint8Array(3)]);
  const inner = new Y.Map<unknown>();
  inner.set("a", random.next());
  doc.getMap("test").set(`m${random.below(5)}`, inner);
}

function corpus(person: Person): Uint8Array[] {
  const { doc } = person;
  const state = Y.encodeStateAsUpdate(doc);
  const alien = new Y.Doc();
  alien.getMap("test").set("alien", [1, 2, 3]);
  return [
    encodeMessage({ type: "syncStep1", stateVector: Y.encodeStateVector(doc) }),
    encodeMessage({ type: "syncStep2", update: state }),
    encodeMessage({ type: "update", update: Y.encodeStateAsUpdate(alien) }),
    encodeMessage({ type: "update", update: Y.encodeStateAsUpdateV2(alien) }),
    encodeMessage({ type: "update", update: Y.diffUpdate(state, Y.encodeStateVector(alien)) }),
    encodeMessage({ type: "awareness", entries: new Uint8Array([1, 5, 1, 2, 123, 125]) }),
    encodeMessage({ type: "queryAwareness" }),
    encodeMessage({ type: "auth", reason: "no" }),
    encodeMessage({ type: "saved", count: 3 }),
    encodeMessage({ type: "session", state: { timer: 1 } }),
  ];
}

function mangle(frame: Uint8Array, random: Random): Uint8Array {
  let bytes = [...frame];
  for (let times = 1 + random.below(3); times > 0; times--) {
    const at = random.below(bytes.length + 1);
    const kind = random.below(6);
    if (kind === 0) bytes[at] = random.below(256);
    else if (kind === 1) bytes = bytes.slice(0, at);
    else if (kind === 2) bytes.splice(at, 0, ...Array.from({ length: 1 + random.below(8) }, () => random.below(256)));
    else if (kind === 3) bytes.splice(at, 1 + random.below(4));
    else if (kind === 4) bytes.splice(at, 1, 255, 255, 255, 255, random.below(128));
    else bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
  }
  return new Uint8Array(bytes);
}
