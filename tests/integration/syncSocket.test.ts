import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { WebSocket } from "ws";
import type * as Y from "yjs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Hub, openHub } from "../../server/sync/hub.ts";
import { type Admission, attachSync, type SyncServer } from "../../server/sync/socket.ts";
import { createDoc } from "../../shared/doc/mapDoc.ts";
import { limits } from "../../shared/limits.ts";
import { encodeMessage } from "../../shared/wire/message.ts";
import { newTestStore } from "../services/testStore.ts";
import { openSyncClient, type SyncClient, until } from "./syncClient.ts";

const store = await newTestStore();
const log = await store.openLog();
const clients: SyncClient[] = [];
let hub: Hub;
let server: Server;
let sync: SyncServer;
let url: string;
let admit: (user: string) => Promise<Admission>;

beforeAll(async () => {
  hub = openHub({ log });
  await hub.create("map", createDoc({ format: "kept.journey", version: 1, title: "Test" }, "first"));
  server = createServer((_request, response) => response.writeHead(404).end());
  sync = attachSync(server, {
    hub,
    authenticate: (request) => admit(new URL(request.url ?? "", "http://x").searchParams.get("user") ?? ""),
    isAllowedOrigin: (origin) => origin !== "http://evil.example",
    addressOf: (request) => String(request.headers["x-address"] ?? "here"),
    connectionLimits: { connectionsPerUser: 3, connectionsPerAddress: 4, connectionsPerProcess: 12 },
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  for (const client of clients) client.close();
  sync.close();
  await hub.drain();
  server.close();
  server.closeAllConnections();
  await log.close();
  await store.remove();
});

admit = async (user) =>
  user === "nobody"
    ? { refused: "SIGNED_OUT" }
    : { member: { userId: user, name: user, color: "#123", canEdit: !user.startsWith("viewer") } };

function enter(user: string, params: Record<string, string> = {}, address = user): SyncClient {
  const client = openSyncClient({ url, params: { user, ...params }, headers: { "x-address": address } });
  clients.push(client);
  return client;
}

/** A socket spoken to by hand. */
async function openRaw(user: string, path = "/sync/map", headers: Record<string, string> = {}): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace("http", "ws")}${path}?user=${user}`, {
    headers: { "x-address": user, ...headers },
  });
  socket.on("error", () => {});
  await once(socket, "open");
  return socket;
}

test("R2 stock clients see each other's work and presence, and hear what is saved", async () => {
  const [ann, ben] = [enter("ann"), enter("ben")];
  await until(() => ann.provider.synced && ben.provider.synced, "both are in");
  ann.doc.getText("text").insert(0, "hello");
  ben.doc.getMap("m").set("k", 1);
  ann.awareness.setLocalStateField("cursor", { x: 1, y: 2 });
  await until(() => ben.doc.getText("text").length === 5 && ann.doc.getMap("m").get("k") === 1, "work");
  await until(() => ann.saved === ann.sent && ben.saved === ben.sent, "saved");
  const shown = () => ben.awareness.getStates().get(ann.doc.clientID) as { user?: { id: string } } | undefined;
  await until(() => shown()?.user?.id === "ann", "presence");
  ann.close();
  await until(() => shown() === undefined, "gone");
  ben.close();
});

test("R10 a viewer's edits never reach others, and he is told", async () => {
  const [viewer, ann] = [enter("viewer"), enter("ann")];
  await until(() => viewer.provider.synced && ann.provider.synced, "both are in");
  viewer.doc.getMap("m").set("by viewer", 1);
  await until(() => viewer.refused.length === 1, "refused");
  expect(viewer.refused[0]).toMatchObject({ index: 1, code: "READ_ONLY" });
  ann.doc.getMap("m").set("after", 1);
  await until(() => viewer.doc.getMap("m").get("after") === 1, "he still reads");
  expect(ann.doc.getMap("m").has("by viewer")).toBe(false);
  viewer.close();
  ann.close();
});

test("R16 an older client is told so, and a copy of another history is not merged", async () => {
  for (const [params, code] of [
    [{ v: "0" }, 4426],
    [{ schema: "0" }, 4426],
    [{ generation: "other" }, 4409],
  ] as const) {
    const client = enter("ann", params);
    await until(() => client.closes.length === 1, `closed with ${code}`);
    expect(client.closes).toEqual([code]);
    await until(() => !client.provider.shouldConnect, "final");
    client.close();
  }
});

test("R17 the connection past a limit is told so", async () => {
  const mine = await Promise.all([1, 2, 3].map((n) => openRaw("ann", "/sync/map", { "x-address": `a${n}` })));
  const [code] = (await once(await openRaw("ann", "/sync/map", { "x-address": "a4" }), "close")) as [number];
  expect(code).toBe(4529);
  const near = await Promise.all([1, 2, 3, 4].map((n) => openRaw(`u${n}`, "/sync/map", { "x-address": "same" })));
  const [nearCode] = (await once(await openRaw("u5", "/sync/map", { "x-address": "same" }), "close")) as [number];
  expect(nearCode).toBe(4529);
  const rest = await Promise.all([1, 2, 3, 4, 5].map((n) => openRaw(`v${n}`)));
  const [fullCode] = (await once(await openRaw("v6"), "close")) as [number];
  expect(fullCode).toBe(1013);
  for (const socket of [...mine, ...near, ...rest]) socket.terminate();
  await until(() => hub.stats().connections === 0, "all are gone");
  const again = await openRaw("ann");
  expect(again.readyState).toBe(WebSocket.OPEN);
  again.terminate();
});

test("R18 who may not in hears why; a strange origin gets no handshake; other paths do not exist", async () => {
  const [signedOut] = (await once(await openRaw("nobody"), "close")) as [number];
  expect(signedOut).toBe(4401);
  const [noMap] = (await once(await openRaw("ann", "/sync/none"), "close")) as [number];
  expect(noMap).toBe(4404);
  for (const [path, headers, status] of [
    ["/sync/map", { origin: "http://evil.example" }, 403],
    ["/elsewhere", {}, 404],
  ] as const) {
    const socket = new WebSocket(`${url.replace("http", "ws")}${path}`, { headers });
    socket.on("error", () => {});
    const [, response] = (await once(socket, "unexpected-response")) as [unknown, { statusCode: number }];
    expect(response.statusCode).toBe(status);
    socket.terminate();
  }
});

test("R18 nothing that is sent before the answer is read, and it is not lost", async () => {
  let letIn = () => {};
  const gate = new Promise<void>((resolve) => (letIn = resolve));
  const usual = admit;
  admit = async (user) => {
    await gate;
    return usual(user);
  };
  const { port } = new URL(url);
  const stream = connect(Number(port), "127.0.0.1");
  stream.write(
    "GET /sync/map?user=ann HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n",
  );
  // SyncStep1 of an empty document, masked with zeros, sent before the handshake is answered.
  stream.write(Buffer.from([0x82, 0x84, 0, 0, 0, 0, 0, 0, 1, 0]));
  const heard: Buffer[] = [];
  stream.on("data", (bytes: Buffer) => heard.push(bytes));
  await new Promise((resolve) => setImmediate(resolve));
  expect(heard).toEqual([]);
  admit = usual;
  letIn();
  await until(() => Buffer.concat(heard).includes("first"), "the map is sent");
  stream.destroy();
});

test("R9 text, too large frames and junk end their sender only", async () => {
  const ann = enter("ann");
  await until(() => ann.provider.synced, "in");
  const text = await openRaw("eve");
  text.send("hello");
  expect((await once(text, "close"))[0]).toBe(4400);
  const large = await openRaw("eve");
  large.send(new Uint8Array(limits.frameBytes + 1));
  expect((await once(large, "close"))[0]).toBe(1009);
  const fits = await openRaw("eve");
  fits.send(encodeMessage({ type: "awareness", entries: new Uint8Array(limits.frameBytes - 10) }));
  fits.send(encodeMessage({ type: "syncStep1", stateVector: new Uint8Array([0]) }));
  await once(fits, "message");
  fits.terminate();
  const torn = await openRaw("eve");
  // oxlint-disable-next-line no-underscore-dangle -- bytes that are no frame cannot be sent otherwise
  (torn as unknown as { _socket: { write(bytes: Buffer): void } })._socket.write(Buffer.from([0xff, 0xff, 1, 2, 3]));
  await once(torn, "close");
  ann.doc.getMap("m").set("alive", 1);
  await until(() => ann.saved === ann.sent, "saved");
  ann.close();
});

test("R14 a reader that never reads is let go, and costs no more than its budget", async () => {
  const ann = enter("ann");
  const deaf = await openRaw("deaf");
  await until(() => ann.provider.synced, "in");
  deaf.send(encodeMessage({ type: "syncStep1", stateVector: new Uint8Array([0]) }));
  await once(deaf, "message");
  deaf.pause();
  const before = hub.stats().connections;
  let bytes = 0;
  while (hub.stats().connections === before && bytes < 60_000_000) {
    ann.doc.getMap("m").set("large", "x".repeat(200_000));
    bytes += 200_000;
    await until(() => ann.saved === ann.sent, "saved");
  }
  expect(hub.stats().connections).toBe(before - 1);
  deaf.terminate();
  ann.close();
}, 120_000);

test("R24 long offline work of a stock client arrives whole", async () => {
  const ann = enter("ann");
  await until(() => ann.provider.synced, "in");
  ann.provider.disconnect();
  for (let i = 0; i < 3_000; i++) ann.doc.getMap("offline").set(`key${i}`, `value ${i} ${"x".repeat(100)}`);
  ann.provider.connect();
  await until(() => ann.sent > 0 && ann.saved === ann.sent, "saved");
  const found = await hub.read("map", (doc: Y.Doc) => doc.getMap("offline").size);
  expect(found).toBe(3_000);
  ann.close();
});

test("R23 a user's connections end within the second when access changes", async () => {
  const ann = enter("ann");
  await until(() => ann.provider.synced, "in");
  hub.closeUser("ann", 4401, "map");
  await until(() => ann.closes.includes(4401), "closed", 1_000);
  ann.close();
});
