import { afterAll, beforeAll, expect, test } from "vitest";
import type * as Y from "yjs";
import { applyUpdate, Doc } from "yjs";
import { openDatabase } from "../../server/store/database.ts";
import { type MapSummary, openMaps } from "../../server/store/maps.ts";
import { firstWorkspaceId } from "../../server/store/peopleMigration.ts";
import { type NginxServer, startNginx } from "../services/nginxServer.ts";
import { type RedisServer, startRedisServer } from "../services/redisServer.ts";
import { nodesToken, startStudioNodes, type StudioNode, type StudioNodes } from "../services/studioNodes.ts";
import { openTcpProxy, type TcpProxy } from "../services/tcpProxy.ts";
import { newDatabase, type TestDatabase } from "../services/testDatabase.ts";
import { openSyncClient, type SyncClient, until } from "./syncClient.ts";

let database: TestDatabase;
let redis: RedisServer;
/** The first node's way to Redis. */
let way: TcpProxy;
let studio: StudioNodes;
let a: StudioNode;
let b: StudioNode;

beforeAll(async () => {
  [database, redis] = await Promise.all([newDatabase(), startRedisServer()]);
  way = await openTcpProxy(redis.port);
  const env = { DATABASE_URL: database.url, KEPT_TRUST_PROXY: "1" };
  studio = await startStudioNodes([
    { ...env, REDIS_URL: `redis://127.0.0.1:${way.port}` },
    { ...env, REDIS_URL: redis.url },
  ]);
  [a, b] = studio.nodes as [StudioNode, StudioNode];
}, 120_000);

afterAll(async () => {
  await studio?.close();
  await way?.close();
  await redis?.close();
  await database?.drop();
});

async function newMap(title: string): Promise<string> {
  const reply = await studio.ask(a, "POST", "/api/v1/maps", { title });
  expect(reply.status).toBe(201);
  return ((await reply.json()) as { id: string }).id;
}

function open({ url }: { url: string }, map: string, headers?: Record<string, string>): SyncClient {
  return openSyncClient({ url, map, headers: headers ?? { authorization: `Bearer ${nodesToken}` } });
}

async function isBusUp(node: StudioNode): Promise<boolean> {
  return (await figuresOf(node)).includes('kept_part_up{part="bus"} 1');
}

async function figuresOf(node: StudioNode): Promise<string> {
  return (await studio.ask(node, "GET", "/metrics")).text();
}

const list = ({ doc }: SyncClient) => doc.getArray("edits") as Y.Array<string>;

async function withPeople(work: (map: string, ann: SyncClient, ben: SyncClient) => Promise<void>): Promise<void> {
  const map = await newMap("Nodes");
  const people = [open(a, map), open(b, map)] as const;
  try {
    await until(() => people.every(({ provider }) => provider.synced), "both are in");
    await work(map, ...people);
  } finally {
    for (const each of people) each.close();
  }
}

test("N3 what is written, shown and rehearsed on one node is seen on the other", () =>
  withPeople(async (map, ann, ben) => {
    list(ann).push(["from a"]);
    await until(() => list(ben).toArray().includes("from a"), "b sees it");
    list(ben).push(["from b"]);
    await until(() => list(ann).length === 2 && ann.saved === ann.sent && ben.saved === ben.sent, "all is saved");
    ann.awareness.setLocalStateField("cursor", { x: 1, y: 2 });
    await until(() => ben.awareness.getStates().get(ann.doc.clientID)?.cursor?.x === 1, "b sees a's cursor");
    const commands = [{ command: "addStage", args: { title: "By HTTP" } }];
    const reply = await studio.ask(b, "POST", `/api/v1/maps/${map}/commands`, commands);
    expect(reply.status).toBe(200);
    const journey = await studio.ask(a, "GET", `/api/v1/maps/${map}`);
    expect(JSON.stringify(await journey.json())).toContain("By HTTP");
    ann.close();
    await until(() => !ben.awareness.getStates().has(ann.doc.clientID), "b sees a leave");
  }));

test("N4 while Redis is gone, emptied or cut off from a node, people on both nodes work on and see each other", () =>
  withPeople(async (_map, ann, ben) => {
    const troubles: [name: string, begin: () => unknown, end: () => unknown][] = [
      ["stopped", () => redis.kill(), () => redis.start()],
      ["emptied", () => redis.command("FLUSHALL"), () => undefined],
      ["cut", () => way.cut(), () => way.heal()],
      ["frozen", () => way.freeze(), () => way.heal()],
    ];
    for (const [name, begin, end] of troubles) {
      await begin();
      for (const [index, person] of [ann, ben].entries()) list(person).push([`${name} ${index}`]);
      await until(
        () => [ann, ben].every((person) => [0, 1].every((i) => list(person).toArray().includes(`${name} ${i}`))),
        `both see both while Redis is ${name}`,
      );
      await until(() => ann.saved === ann.sent && ben.saved === ben.sent, `all is saved while Redis is ${name}`);
      await end();
    }
    expect(list(ann).toArray().sort()).toEqual(list(ben).toArray().sort());
    expect(new Set(list(ann).toArray()).size).toBe(list(ann).length);
  }));

test("N11 a link that is revoked on one node sends its guests out on the other", async () => {
  while (!(await isBusUp(a)));
  const map = await newMap("Revoked");
  const link = (await (await studio.ask(a, "POST", `/api/v1/maps/${map}/links`, { role: "editor" })).json()) as {
    id: string;
    url: string;
  };
  const opened = await fetch(`${b.url}/api/v1/links/open`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token: link.url.split("#")[1], name: "Grace" }),
  });
  expect(opened.status).toBe(200);
  const cookie = opened.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const grace = open(b, map, { cookie });
  try {
    await until(() => grace.provider.synced, "the guest is in");
    const revoked = await studio.ask(a, "DELETE", `/api/v1/maps/${map}/links/${link.id}`);
    expect(revoked.status).toBe(204);
    await until(() => grace.closes.includes(4401), "the guest is out");
  } finally {
    grace.close();
  }
});

test("N8 a map that is binned on one node is closed on the other", () =>
  withPeople(async (map, _ann, ben) => {
    expect((await studio.ask(a, "DELETE", `/api/v1/maps/${map}`)).status).toBe(204);
    await until(() => ben.closes.includes(4404), "b's people are out");
  }));

test("V9 a restore on one node keeps all that people on the other were told is saved, and sends them out", () =>
  withPeople(async (map, ann, ben) => {
    list(ben).push(["before"]);
    await until(() => ben.saved === ben.sent && list(ann).length === 1, "what was before is saved");
    const version = await studio.ask(a, "POST", `/api/v1/maps/${map}/versions`, { name: "Start" });
    const { id } = (await version.json()) as { id: string };
    let pushed = 0;
    const writing = setInterval(() => ben.closes.length === 0 && list(ben).push([`edit ${(pushed += 1)}`]), 5);
    await until(() => ben.saved > 20, "b's people are writing");
    const restored = await studio.ask(a, "POST", `/api/v1/maps/${map}/versions/${id}/restore`);
    expect(restored.status).toBe(200);
    await until(() => ben.closes.includes(4409), "b's people are out");
    clearInterval(writing);
    const { safety } = (await restored.json()) as { safety: string };
    const reply = await studio.ask(b, "GET", `/api/v1/maps/${map}/versions/${safety}/state`);
    const kept = new Doc();
    applyUpdate(kept, Buffer.from(((await reply.json()) as { state: string }).state, "base64"));
    // The first message of a connection that counts is the edit from before.
    const acknowledged = Math.min(ben.saved, pushed);
    const edits = kept.getArray<string>("edits").toArray();
    expect(edits.filter((edit) => edit.startsWith("edit")).length).toBeGreaterThanOrEqual(acknowledged - 1);
    expect(acknowledged).toBeGreaterThan(20);
    const access = await studio.ask(b, "GET", `/api/v1/maps/${map}/access`);
    expect(((await access.json()) as { generation: string }).generation).not.toBe(
      (await (await studio.ask(b, "GET", `/api/v1/maps/${map}/versions`)).json()).find(
        (each: { id: string }) => each.id === safety,
      ).generation,
    );
  }));

test("N14 of nodes that start together on an empty database one makes the sample, and each prints a link that works on all", async () => {
  const reply = await studio.ask(b, "GET", "/api/v1/maps");
  const maps = (await reply.json()) as { title: string }[];
  expect(maps.filter(({ title }) => !/^(Nodes|Revoked)$/.test(title))).toHaveLength(1);
  const token = /claim#(\S+)/.exec(a.log)?.[1] ?? "";
  const claimed = await fetch(`${b.url}/api/v1/owner/claim`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token, name: "Ada", email: "ada@example.org", password: "a long enough password" }),
  });
  expect(claimed.status).toBe(201);
});

test("N14 a map that one node is just making is not cleared away by another that starts, and one that nobody finished is", async () => {
  const db = await openDatabase({ kind: "postgres", url: database.url });
  try {
    const maps = openMaps(db);
    const summary = {} as MapSummary;
    for (const id of ["map-young", "map-old"])
      await maps.begin(id, firstWorkspaceId, { title: "Half", summary, contentHash: "none" });
    const longAgo = new Date(Date.now() - 3_600_000).toISOString();
    await db.updateTable("map").set({ createdAt: longAgo }).where("id", "=", "map-old").execute();
    await b.stop();
    await b.start();
    expect(await maps.listUnfinished(0)).toEqual(["map-young"]);
    await maps.delete("map-young");
  } finally {
    await db.destroy();
  }
});

test("N15 the proxy sends a map to one node, everything else to any, and a dead node's maps to another", async () => {
  const proxy: NginxServer = await startNginx([a.port, b.port]);
  const maps = await Promise.all(Array.from({ length: 8 }, () => newMap("Proxied")));
  const people = maps.map((map) => open(proxy, map));
  try {
    await until(() => people.every(({ provider }) => provider.synced), "everybody is in through the proxy");
    const roomsOf = async (node: StudioNode) => Number(/^kept_connections (\d+)/m.exec(await figuresOf(node))?.[1]);
    expect((await roomsOf(a)) + (await roomsOf(b))).toBe(maps.length);
    expect(await roomsOf(a)).toBeGreaterThan(0);
    expect(await roomsOf(b)).toBeGreaterThan(0);
    // Commands over HTTP go where the people are: they find the room open.
    for (const map of maps) {
      const reply = await fetch(`${proxy.url}/api/v1/maps/${map}/commands`, {
        method: "POST",
        headers: { authorization: `Bearer ${nodesToken}`, "content-type": "application/json" },
        body: JSON.stringify([{ command: "addStage", args: { title: "Through the proxy" } }]),
      });
      expect(reply.status).toBe(200);
    }
    await a.kill();
    for (const person of people) list(person).push(["after a death"]);
    await until(
      () => people.every(({ provider, saved, sent }) => provider.synced && sent > 0 && saved === sent),
      "everybody goes on at the other node",
      60_000,
    );
    expect(await roomsOf(b)).toBe(maps.length);
    expect((await fetch(`${proxy.url}/api/v1/setup`)).status).toBe(200);
  } finally {
    for (const person of people) person.close();
    await proxy.close();
    await a.start();
  }
});
