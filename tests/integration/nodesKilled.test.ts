import { expect, test } from "vitest";
import { must } from "../../shared/assert.ts";
import { editsOf } from "../faults/edits.ts";
import { Oplog } from "../faults/oplog.ts";
import { openWriter, type Writer } from "../faults/writer.ts";
import { runSeed } from "../seed.ts";
import { startPostgres } from "../services/postgresServer.ts";
import { startRedisServer } from "../services/redisServer.ts";
import { nodesToken, startStudioNodes, type StudioNode, type StudioNodes } from "../services/studioNodes.ts";
import { openTcpProxy, type TcpProxy } from "../services/tcpProxy.ts";
import { openRandom, type Random } from "../world/random.ts";
import { openSyncClient, until } from "./syncClient.ts";

const rounds = 6;
const patienceMs = 60_000;

interface Guest {
  writer: Writer;
  /** His way to whichever node the proxy sends him to. */
  way: TcpProxy;
}

/** Lets people come by a link for editors, each a user of his own, half of them to each node. */
async function letGuestsIn(studio: StudioNodes, map: string, oplog: Oplog): Promise<Guest[]> {
  const [first] = studio.nodes as [StudioNode];
  const link = await studio.ask(first, "POST", `/api/v1/maps/${map}/links`, { role: "editor" });
  const token = ((await link.json()) as { url: string }).url.split("#")[1];
  const guests: Guest[] = [];
  for (const [index, name] of ["Ada", "Grace", "Eve", "Ben"].entries()) {
    const opened = await fetch(`${first.url}/api/v1/links/open`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token, name }),
    });
    const cookie = opened.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
    const way = await openTcpProxy(must(studio.nodes[index % 2], "there are two nodes").port);
    const writer = openWriter(oplog, name, { url: `http://127.0.0.1:${way.port}`, map, headers: { cookie } });
    guests.push({ writer, way });
  }
  return guests;
}

async function writeFor(guests: readonly Guest[], random: Random, ms: number): Promise<void> {
  const end = performance.now() + ms;
  while (performance.now() < end) {
    for (const { writer } of guests) if (random.chance(0.6)) writer.write();
    await new Promise((resolve) => setTimeout(resolve, random.below(12)));
  }
}

/** What somebody who was not there before finds at a node, once it is all that `isEnough` asks for. */
async function readAt(node: StudioNode, map: string, isEnough: (edits: string[]) => boolean): Promise<string[]> {
  const reader = openSyncClient({ url: node.url, map, headers: { authorization: `Bearer ${nodesToken}` } });
  try {
    // What came after the answer that joiners share follows it.
    await until(() => reader.provider.synced && isEnough(editsOf(reader.doc)), "a reader finds it", patienceMs);
    return editsOf(reader.doc);
  } finally {
    reader.close();
  }
}

test("N16 nodes are killed and PostgreSQL is restarted under people who go on at another node: nothing that was called saved is lost, nothing is there twice", async () => {
  const random = openRandom(runSeed);
  const [postgres, redis] = await Promise.all([startPostgres(), startRedisServer()]);
  const env = { DATABASE_URL: postgres.url, REDIS_URL: redis.url };
  const studio = await startStudioNodes([env, env]);
  const [a, b] = studio.nodes as [StudioNode, StudioNode];
  const oplog = new Oplog();
  let guests: Guest[] = [];
  try {
    const made = await studio.ask(a, "POST", "/api/v1/maps", { title: "Killed" });
    const { id: map } = (await made.json()) as { id: string };
    guests = await letGuestsIn(studio, map, oplog);
    for (let round = 0; round < rounds; round++) {
      await until(() => guests.every(({ writer }) => writer.client.provider.synced), "everybody is in", patienceMs);
      await writeFor(guests, random, 150 + random.below(300));
      const [dying, living] = random.chance(0.5) ? [a, b] : [b, a];
      if (round === 2) {
        await Promise.all([postgres.stop().then(() => postgres.start()), writeFor(guests, random, 300)]);
        continue;
      }
      await Promise.all([dying.kill(), writeFor(guests, random, 30)]);
      // Nobody who could fill in again what was lost is let in while it is looked for.
      for (const { way } of guests) way.cut();
      const reading = await readAt(living, map, (edits) => oplog.check(edits).lost.length === 0);
      const { lost, doubled, strange } = oplog.check(reading);
      expect({ lost, doubled, strange }, `seed ${runSeed}, round ${round}`).toEqual({
        lost: [],
        doubled: [],
        strange: [],
      });
      for (const { way } of guests) {
        way.leadTo(living.port);
        way.heal();
      }
      await Promise.all([dying.start(), writeFor(guests, random, 200)]);
      // Half of them go where the proxy would send them back to.
      for (const [index, { way }] of guests.entries()) if (index % 2 === 0) way.leadTo(dying.port);
    }
    await until(() => oplog.isSettled, "all is saved", patienceMs);
    const replicas = () => guests.map(({ writer }) => writer.replica());
    for (const node of [a, b]) {
      const reading = await readAt(node, map, (edits) => oplog.check(edits).missing.length === 0);
      await until(() => oplog.check(reading, replicas()).unequal.length === 0, "everybody sees the same", patienceMs);
      const verdict = oplog.check(reading, replicas());
      expect(verdict, `seed ${runSeed}`).toMatchObject({
        lost: [],
        doubled: [],
        strange: [],
        missing: [],
        unequal: [],
      });
    }
    expect(oplog.acknowledged).toBeGreaterThan(200);
    console.log(`seed ${runSeed}: ${oplog.acknowledged} edits saved, ${rounds - 1} nodes killed, PostgreSQL restarted`);
  } finally {
    for (const { writer, way } of guests) {
      writer.close();
      await way.close();
    }
    await studio.close();
    await redis.close();
    await postgres.close();
  }
}, 300_000);
