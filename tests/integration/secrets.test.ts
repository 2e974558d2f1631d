import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { routeNames, routes } from "../../shared/api/routes.ts";
import { encodeMessage } from "../../shared/wire/message.ts";
import { type ServerProcess, startServer } from "./serverProcess.ts";
import { ownerAccount } from "./studio.ts";
import { openSyncClient, until } from "./syncClient.ts";

/** Stands in everything secret and in all content that this test sends; nothing of it may be written to a log. */
const mark = "xMARKEDx";
const secret = `a bearer token ${mark} of 32 characters or more`;
const dataDir = mkdtempSync(join(tmpdir(), "kept-secrets-"));
const bearer = { authorization: `Bearer ${secret}` };

let studio: ServerProcess;

beforeAll(async () => {
  studio = await startServer("server/main.ts", {
    KEPT_DATA_DIR: dataDir,
    KEPT_OWNER_TOKEN: secret,
    KEPT_SECRET: `signs cookies ${mark} with more than 32 characters`,
    KEPT_METRICS_TOKEN: `metrics ${mark}`,
    LOG_LEVEL: "trace",
  });
});
afterAll(async () => {
  await studio.kill();
  rmSync(dataDir, { recursive: true, force: true });
});

async function call(method: string, path: string, body?: string, headers: Record<string, string> = bearer) {
  const reply = await fetch(`${studio.url}${path}`, {
    method,
    headers: { ...(body !== undefined && { "content-type": "application/json" }), ...headers },
    ...(body && { body }),
  });
  return { status: reply.status, text: await reply.text(), cookies: reply.headers.getSetCookie() };
}

test("MT8 no log line of any level holds a secret or content, whatever is asked and however it fails", async () => {
  const made = await call("POST", "/api/v1/maps", JSON.stringify({ title: `Title ${mark}` }));
  const { id: map } = JSON.parse(made.text) as { id: string };
  const linked = await call("POST", `/api/v1/maps/${map}/links`, JSON.stringify({ role: "editor" }));
  const linkToken = (JSON.parse(linked.text) as { url: string }).url.split("#")[1] ?? "";
  const enter = async () => {
    const body = JSON.stringify({ token: linkToken, name: `Eve ${mark}` });
    const { cookies } = await call("POST", "/api/v1/links/open", body, {});
    return cookies.map((line) => line.split(";")[0]).join("; ");
  };
  const cookie = await enter();
  const ticketed = await call("POST", "/api/v1/tickets", JSON.stringify({ map }));
  const { ticket } = JSON.parse(ticketed.text) as { ticket: string };
  const wrong = JSON.stringify({ title: mark, token: mark, password: mark, email: `${mark}@example.org`, name: mark });
  const bodies = [wrong, `{"broken ${mark}`, `"${mark}"`, JSON.stringify({ ...ownerAccount, password: mark })];

  for (const name of routeNames) {
    const { method, path } = routes[name];
    // The map itself stays for what follows.
    const isEnd = name === "deleteMap";
    for (const [param, who] of [
      [map, bearer],
      [mark, bearer],
      [map, { cookie }],
      [map, { authorization: `Bearer ${mark}` }],
    ] as const) {
      if (isEnd && param === map && who === bearer) continue;
      const place = path.replace(":map", param).replaceAll(/:\w+/g, `${mark}-part`);
      const query = `${place}?ticket=${mark}&search=${mark}`;
      if (method === "GET") await call(method, query, undefined, who);
      else for (const body of bodies) await call(method, query, body, who);
    }
  }
  for (const path of ["sign-in/email", "sign-up/email", "sign-out", "get-session", `verify?token=${mark}`])
    for (const body of bodies) await call("POST", `/api/auth/${path}`, body, {});

  const address = `${studio.url.replace("http", "ws")}/sync/`;
  const ends = [
    [`${map}?ticket=${mark}`, {}],
    [`${map}?generation=${mark}`, bearer],
    [mark, bearer],
    [map, { cookie: `kept.session=${mark}` }],
    [map, { ...bearer, origin: `http://${mark.toLowerCase()}.example.org` }],
    [`${map}?v=0`, bearer],
  ] as const;
  for (const [path, headers] of ends) await ended(new WebSocket(`${address}${path}`, { headers }));
  const broken = new WebSocket(`${address}${map}?ticket=${ticket}`);
  broken.on("open", () => broken.send(Buffer.from(`\u0009${mark}`)));
  await ended(broken);
  // The first guest was signed out on the way.
  const later = await enter();
  const guest = openSyncClient({ url: studio.url, map, headers: { cookie: later } });
  await until(() => guest.provider.synced, "the guest has the map");
  guest.awareness.setLocalState({ note: mark });
  guest.doc.getMap("note").set(mark, `A note ${mark}`);
  guest.socket?.send(encodeMessage({ type: "syncStep2", update: Buffer.from(mark) }));
  await until(() => guest.closes.length > 0, "the broken update closed the socket");
  guest.close();
  await call("GET", "/metrics", undefined, { authorization: `Bearer metrics ${mark}` });
  expect(await studio.stop()).toBe(0);

  const lines = studio.log.split("\n").filter((line) => line.startsWith("{"));
  expect(lines.length).toBeGreaterThan(routeNames.length);
  const spoken = lines.map((line) => JSON.parse(line) as { msg: string; action?: string });
  for (const name of routeNames)
    expect(
      spoken.some(({ action }) => action === name),
      name,
    ).toBe(true);
  for (const msg of ["sync began", "sync ended", "sync refused"]) expect(spoken.map((line) => line.msg)).toContain(msg);
  const secrets = [
    mark,
    mark.toLowerCase(),
    linkToken,
    ticket,
    ...`${cookie}; ${later}`.split("; ").map((pair) => pair.split("=")[1] ?? ""),
  ];
  const leaks = lines.filter((line) => secrets.some((one) => one !== "" && line.includes(one)));
  expect(leaks).toEqual([]);
});

test("MT9 LOG_LEVEL decides what is written: a quiet studio says nothing of ordinary work", async () => {
  const folder = mkdtempSync(join(tmpdir(), "kept-quiet-"));
  const quiet = await startServer("server/main.ts", {
    KEPT_DATA_DIR: folder,
    KEPT_OWNER_TOKEN: secret,
    LOG_LEVEL: "error",
  });
  await fetch(`${quiet.url}/api/v1/maps`, { headers: bearer });
  await fetch(`${quiet.url}/api/v1/maps/none`, { headers: bearer });
  await ended(new WebSocket(`${quiet.url.replace("http", "ws")}/sync/none`, { headers: bearer }));
  expect(await quiet.stop()).toBe(0);
  rmSync(folder, { recursive: true, force: true });
  expect(quiet.log.split("\n").filter((line) => line.startsWith("{"))).toEqual([]);
});

async function ended(socket: WebSocket): Promise<void> {
  socket.on("error", () => {});
  await new Promise((resolve) => socket.on("close", resolve));
}
