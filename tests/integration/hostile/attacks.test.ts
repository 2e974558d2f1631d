import * as encoding from "lib0/encoding";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as Y from "yjs";
import { limits } from "../../../shared/limits.ts";
import { encodePresenceEntries } from "../../../shared/wire/presence.ts";
import * as crafted from "../../fuzz/craftedUpdates.ts";
import { type Figures, type HostileStudio, openHostileStudio, type RawSocket } from "../../fuzz/hostileStudio.ts";
import { until } from "../syncClient.ts";

// Each attack runs against the real process while two people work in the same map. What it costs is measured in the
// processor's time, which is the same however busy the machine is.

let studio: HostileStudio;

beforeAll(async () => {
  studio = await openHostileStudio();
}, 120_000);
afterAll(() => studio.close());

/** What the attacks below cost a server without these guards is 6 to 300 s each. */
const mostCpuSeconds = 2.5;
/** Some of them took gigabytes. */
const mostMemoryMb = 400;

/** Runs an attack and shows that the honest two went on, undisturbed and Saved, at a bounded cost. */
async function underAttack(attack: (eve: RawSocket) => Promise<void> | void): Promise<Figures> {
  const { honest } = studio;
  const eve = await studio.enter(await studio.newEditor());
  eve.send({ type: "syncStep1", stateVector: new Uint8Array([0]) });
  await until(() => eve.received.some(({ type }) => type === "syncStep2"), "the attacker is in");
  await honest.untilHeard();
  const [before, closesBefore] = [await studio.figures(), closes()];
  await attack(eve);
  await honest.untilHeard();
  const after = await studio.figures();
  eve.socket.terminate();
  expect(closes()).toBe(closesBefore);
  expect(studio.uncaught()).toEqual([]);
  const cost = { ...after, cpuSeconds: after.cpuSeconds - before.cpuSeconds };
  if (process.env.KEPT_HOSTILE_FIGURES)
    process.stderr.write(`${expect.getState().currentTestName}: ${JSON.stringify(cost)}\n`);
  expect(cost.cpuSeconds).toBeLessThan(mostCpuSeconds);
  expect(after.memoryMb - before.memoryMb).toBeLessThan(mostMemoryMb);
  return cost;
}

function closes(): number {
  return studio.honest.clients.reduce((sum, client) => sum + client.closes.length, 0);
}

/** Resolves when the server has settled every change of that socket, or hung up. */
async function untilAnswered(eve: RawSocket, sent: number): Promise<void> {
  const settled = () =>
    eve.received.flatMap((message) => (message.type === "saved" ? [message.count] : [])).at(-1) ?? 0;
  await until(() => eve.closed() !== undefined || settled() >= sent, "the attack is answered", 60_000);
}

function refusals(eve: RawSocket) {
  return eve.received.filter((message) => message.type === "refused");
}

test("HX4 a V2 bomb closes its sender, in an Update and in a SyncStep2", async () => {
  await underAttack(async (eve) => {
    eve.send({ type: "update", update: crafted.v2Bomb(16_000_000) });
    expect(await eve.untilClosed()).toBe(4400);
    const again = await studio.enter(await studio.newEditor());
    again.send({ type: "syncStep2", update: crafted.v2Bomb(16_000_000) });
    expect(await again.untilClosed()).toBe(4400);
  });
});

test("HX4 what is written under another's client id is refused, and his next edit arrives", async () => {
  await underAttack(async (eve) => {
    for (const { doc } of studio.honest.clients) {
      eve.send({ type: "update", update: crafted.forged(doc.clientID, Y.getState(doc.store, doc.clientID) + 1_000) });
      eve.send({ type: "update", update: crafted.forged(doc.clientID, 0) });
    }
    await until(() => eve.received.some(({ type }) => type === "refused" || type === "syncStep1"), "it is noticed");
    const before = studio.honest.seen;
    await until(() => studio.honest.seen > before + 4, "their edits arrive");
  });
  expect(studio.honest.clients[0].doc.getMap("honest").has("ben")).toBe(true);
});

test("HX4 4,000 updates of future clocks are not kept: they are refused", async () => {
  await underAttack(async (eve) => {
    for (let i = 0; i < 4_000; i++)
      eve.send({ type: "update", update: crafted.forged(crafted.craftedClient, 10 + 2 * i) });
    await until(() => eve.closed() !== undefined || refusals(eve).length > 3_000, "most of them are refused");
  });
});

test("HX4 a frame of 100,000 presence states makes nobody appear", async () => {
  const shown = () => studio.honest.clients[0].awareness.getStates().size;
  const before = shown();
  await underAttack(async (eve) => {
    const entries = Array.from({ length: 100_000 }, (_, index) => ({ clientId: index, clock: 1, state: "{}" }));
    for (let i = 0; i < 5; i++) eve.send({ type: "awareness", entries: encodePresenceEntries(entries) });
    for (let clock = 1; clock < 3_000; clock++)
      eve.send({ type: "awareness", entries: encodePresenceEntries([{ clientId: 9, clock, state: "{}" }]) });
    eve.send({ type: "queryAwareness" });
    await until(
      () => eve.received.some(({ type }) => type === "awareness") || eve.closed() !== undefined,
      "it is read",
    );
  });
  await until(() => shown() <= before, "the attacker is seen no more");
});

test("HX4 nesting past every stack is refused, in updates, presence and requests", async () => {
  await underAttack(async (eve) => {
    eve.send({ type: "update", update: crafted.deepTypes(15_000) });
    eve.send({
      type: "awareness",
      entries: encodePresenceEntries([{ clientId: 9, clock: 1, state: brackets(2_000) }]),
    });
    await untilAnswered(eve, 1);
    expect(refusals(eve).at(-1)).toMatchObject({ code: "LIMIT" });
    for (const update of [crafted.deepEmbed(400_000), crafted.deepJson(300_000), crafted.deepValue(300_000)]) {
      const next = await studio.enter(await studio.newEditor());
      next.send({ type: "update", update });
      expect(await next.untilClosed()).toBe(4400);
    }
    const body = `[{"command":"patchMap","args":${brackets(400_000)}}]`;
    const ran = await fetch(`${studio.server.url}/api/v1/maps/${studio.map}/commands`, {
      method: "POST",
      headers: { ...(await studio.newEditor()), "content-type": "application/json" },
      body,
    });
    expect(ran.status).toBe(422);
    expect(await ran.text()).toContain(`nested deeper than ${limits.jsonDepth} levels`);
  });
});

test("HX4 a label of a megabyte is refused by name over HTTP, and hidden and harmless past it", async () => {
  await underAttack(async (eve) => {
    const long = "x".repeat(limits.labelChars + 1);
    const patched = await studio.ask("POST", `/api/v1/maps/${studio.map}/commands`, [
      { command: "patchMap", args: { fields: { title: long } } },
    ]);
    expect(patched.status).toBe(422);
    expect(await patched.text()).toContain(String(limits.labelChars));
    const doc = new Y.Doc();
    doc.getMap("touchpoint").set("huge", new Y.Map([["title", "y".repeat(900_000)]]));
    eve.send({ type: "update", update: Y.encodeStateAsUpdate(doc) });
    await untilAnswered(eve, 1);
    const read = await studio.ask("GET", `/api/v1/maps/${studio.map}`);
    expect([read.status, (await read.text()).includes("yyyy")]).toEqual([200, false]);
  });
});

test("HX4 frames full of structs, clients and cuts are read at an honest cost, or refused", async () => {
  await underAttack(async (eve) => {
    eve.send({ type: "update", update: crafted.manyClients(70_000) });
    eve.send({ type: "update", update: crafted.manyStructs(limits.structsPerFrame + 1) });
    await untilAnswered(eve, 2);
    expect(refusals(eve).map(({ code }) => code)).toEqual(["TOO_LARGE", "TOO_LARGE"]);
  });
  await underAttack(async (eve) => {
    eve.send({ type: "update", update: crafted.manyValues(40_000, 4_040) });
    await untilAnswered(eve, 1);
    expect(refusals(eve)).toEqual([]);
  });
});

test("HX4 questions without end are answered no faster than they are read", async () => {
  await underAttack(async (eve) => {
    eve.socket.pause();
    const question = encoding.createEncoder();
    encoding.writeVarUint(question, 60_000);
    for (let client = 0; client < 60_000; client++) {
      encoding.writeVarUint(question, 1_000_000 + client);
      encoding.writeVarUint(question, 1);
    }
    for (let i = 0; i < 20; i++) eve.send({ type: "syncStep1", stateVector: encoding.toUint8Array(question) });
    for (let i = 0; i < 20_000; i++) eve.send({ type: "queryAwareness" });
    const before = studio.honest.seen;
    await until(() => studio.honest.seen > before + 20, "the others go on");
  });
});

test("HX4 changes without end are refused past the rate, and what others write is not", async () => {
  await underAttack(async (eve) => {
    for (let i = 0; i < 10_000; i++) eve.send({ type: "update", update: crafted.forged(5_050, i) });
    await until(
      () => refusals(eve).some(({ code }) => code === "RATE") || eve.closed() !== undefined,
      "it is slowed down",
    );
    const [first] = refusals(eve);
    expect(first?.text).toContain(String(limits.updatesPerSecond));
  });
  for (const client of studio.honest.clients) expect(client.refused).toEqual([]);
});

// They have to come back, because what Yjs gave up in the middle leaves half a document; nothing of theirs is lost.
test.each([
  ["neighbours that lie far apart", [crafted.unsortedNeighbours(20_000, 6_060)]],
  ["a long list cut into pieces", [crafted.longList(900_000, 7_070), crafted.deletionsInPieces(20_000, 7_070)]],
])("HX4 %s close their sender, and the others are back at once", async (_what, updates) => {
  const { honest } = studio;
  const eve = await studio.enter(await studio.newEditor());
  eve.send({ type: "syncStep1", stateVector: new Uint8Array([0]) });
  const before = await studio.figures();
  for (const update of updates) eve.send({ type: "update", update });
  await eve.untilClosed();
  await honest.untilHeard();
  const after = await studio.figures();
  expect(after.cpuSeconds - before.cpuSeconds).toBeLessThan(2 * mostCpuSeconds);
  expect(honest.clients.flatMap((client) => [...client.closes]).every((code) => code === 1013)).toBe(true);
  expect(studio.uncaught()).toEqual([]);
});

function brackets(depth: number): string {
  return "[".repeat(depth) + "]".repeat(depth);
}
