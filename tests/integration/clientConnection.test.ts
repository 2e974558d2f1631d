import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import * as Y from "yjs";
import { type Connection, createConnection } from "../../client/session/connection.ts";
import { type Hub, openHub } from "../../server/sync/hub.ts";
import { attachSync, type SyncServer } from "../../server/sync/socket.ts";
import { createDoc } from "../../shared/doc/mapDoc.ts";
import { limits } from "../../shared/limits.ts";
import { newTestStore } from "../services/testStore.ts";
import { until } from "./syncClient.ts";

const store = await newTestStore();
const log = await store.openLog();
const opened: Connection[] = [];
let role: "editor" | "viewer" = "editor";
let port = 0;
let hub: Hub;
let server: Server;
let sync: SyncServer;

async function start(): Promise<void> {
  hub = openHub({ log });
  server = createServer((_request, response) => response.writeHead(404).end());
  sync = attachSync(server, {
    hub,
    authenticate: async () => ({
      member: { userId: "ann", name: "Ann", color: "#123456", canEdit: role === "editor" },
    }),
    isAllowedOrigin: () => true,
    addressOf: () => "here",
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
}

async function stop(): Promise<void> {
  sync.close();
  await hub.drain();
  server.close();
  server.closeAllConnections();
}

beforeAll(async () => {
  await start();
  await hub.create("map", createDoc({ format: "kept.journey", version: 1, title: "Test" }, "first"));
  // What the session takes from the browser.
  const window = Object.assign(new EventTarget(), { location: { protocol: "http:", host: `127.0.0.1:${port}` } });
  Object.assign(globalThis, { window, WebSocket });
});

afterEach(() => {
  for (const connection of opened.splice(0)) connection.close();
  role = "editor";
});

afterAll(async () => {
  await stop();
  await log.close();
  await store.remove();
});

function open(generation = "first", carried = 0, copy: "whole" | "late" | "lost" = "whole") {
  const doc = new Y.Doc();
  const connection = createConnection({
    doc,
    mapId: "map",
    generation,
    carried,
    isLocalEdit: (origin) => origin === "typing",
    pendingChanged: () => undefined,
  });
  opened.push(connection);
  if (copy !== "late") connection.copyLoaded(copy === "whole");
  connection.open();
  const type = (key: string, value: string) => doc.transact(() => doc.getMap("test").set(key, value), "typing");
  const reaches = (state: string) => until(() => connection.read().state === state, state);
  return { connection, doc, type, reaches };
}

test("O5 the pill follows an edit to the disk, a server that goes, and its return", async () => {
  const { connection, type, reaches } = open("first", 2);
  expect(connection.read()).toMatchObject({ state: "saving", pending: 2, ready: false });
  await reaches("saved");
  expect(connection.read()).toMatchObject({ pending: 0, ready: true, connections: 1 });
  type("a", "1");
  expect(connection.read()).toMatchObject({ state: "saving", pending: 1 });
  await reaches("saved");

  await stop();
  type("b", "2");
  type("c", "3");
  await reaches("offline");
  expect(connection.read().pending).toBe(2);
  await start();
  await reaches("saved");
  expect(connection.read()).toMatchObject({ pending: 0, connections: 2 });
  expect(await hub.read("map", (doc) => doc.getMap("test").toJSON())).toMatchObject({ a: "1", b: "2", c: "3" });
});

test("O6 a copy that loads after the server answered is sent before it is called saved", async () => {
  const { connection, doc, type, reaches } = open("first", 1, "late");
  await until(() => connection.read().connections === 1, "connected");
  type("typed", "meanwhile");
  await until(() => connection.read().pending === 1, "what was typed is saved, what is awaited is not");
  expect(connection.read().state).toBe("saving");
  const late = new Y.Doc();
  late.getMap("test").set("late", "row");
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(late), "disk");
  connection.copyLoaded(true);
  expect(connection.read()).toMatchObject({ state: "saving", pending: 1 });
  await reaches("saved");
  expect(await hub.read("map", (read) => read.getMap("test").toJSON())).toMatchObject({ late: "row" });
});

test("O6 edits in a copy that cannot be read are not called saved", async () => {
  const { connection, reaches } = open("first", 1, "lost");
  await reaches("notSaved");
  expect(connection.read()).toMatchObject({ pending: 1, reason: expect.stringContaining("cannot be read") });
});

test("O11 offline work of several frames arrives whole, and only then is it saved", async () => {
  const { connection, type, reaches } = open();
  await reaches("saved");
  await stop();
  const long = "x".repeat(limits.frameBytes / 20);
  for (let i = 0; i < 60; i++) type(`long${i}`, long);
  await start();
  await reaches("saved");
  expect(connection.read().pending).toBe(0);
  expect(await hub.read("map", (doc) => doc.getMap("test").get("long59"))).toBe(long);
});

test("O4 an edit that the server does not take is called not saved, with the server's reason", async () => {
  role = "viewer";
  const { connection, type, reaches } = open();
  await reaches("saved");
  type("forbidden", "x");
  await reaches("notSaved");
  expect(connection.read()).toMatchObject({ pending: 1, code: "READ_ONLY" });
  expect(await hub.read("map", (doc) => doc.getMap("test").has("forbidden"))).toBe(false);
});

test("O8 a copy of another generation is turned away for good, and nothing of it is sent", async () => {
  const { connection, type, reaches } = open("older");
  type("stale", "x");
  await reaches("closed");
  expect(connection.read()).toMatchObject({
    pending: 1,
    reason: "This map was restored to another state.",
    ready: false,
  });
  expect(await hub.read("map", (doc) => doc.getMap("test").has("stale"))).toBe(false);
});
