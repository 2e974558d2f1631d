import { createServer, type IncomingMessage, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { afterEach, expect, test } from "vitest";
import { startNginx } from "../services/nginxServer.ts";
import { connectLight } from "../bench/lightClient.ts";

/** A node that says who came, and whose answers are given by the test. */
interface StandIn {
  port: number;
  seen: IncomingMessage[];
}

const open: Server[] = [];
/** What became of upgrades is the server's business no more. */
const sockets: Duplex[] = [];

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  }
});

/** @param status of every answer; 101 for upgrades when it is 200. */
async function standIn(status: 200 | 503): Promise<StandIn> {
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    seen.push(request);
    response.writeHead(status).end(JSON.stringify(request.headers));
  });
  server.on("upgrade", (request, socket) => {
    seen.push(request);
    socket.on("error", () => {});
    sockets.push(socket);
    if (status === 503)
      socket.end("HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    else socket.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
  });
  open.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { port: (server.address() as AddressInfo).port, seen };
}

/** Names of maps of which some live on either node, whatever the ports. */
const maps = Array.from({ length: 24 }, (_, index) => `map-${index}`);

test("N20 sockets that a stopping node turns away are let in by another", async () => {
  const [stopping, living] = [await standIn(503), await standIn(200)];
  const proxy = await startNginx([stopping.port, living.port]);
  try {
    for (const map of maps) (await connectLight(proxy.url, `/sync/${map}`, () => {})).close();
    expect(living.seen).toHaveLength(maps.length);
    expect(stopping.seen.length).toBeGreaterThan(0);
  } finally {
    await proxy.close();
  }
});

test("N20 a request that concerns no map is asked of another node, and one that may not be repeated is not", async () => {
  const [stopping, living] = [await standIn(503), await standIn(200)];
  const proxy = await startNginx([stopping.port, living.port]);
  try {
    for (let i = 0; i < 6; i++) expect((await fetch(`${proxy.url}/api/v1/setup`)).status).toBe(200);
    expect(stopping.seen.length).toBeGreaterThan(0);
  } finally {
    await proxy.close();
  }
  const again = await startNginx([stopping.port, living.port]);
  const [before, beside] = [stopping.seen.length, living.seen.length];
  try {
    const statuses: number[] = [];
    while (stopping.seen.length === before)
      statuses.push((await fetch(`${again.url}/api/v1/links/open`, { method: "POST", body: "{}" })).status);
    expect(statuses.at(-1)).toBe(503);
    expect(living.seen.length - beside).toBe(statuses.length - 1);
  } finally {
    await again.close();
  }
});

test("N20 a map of which a node says that it has too much to do stays there", async () => {
  const [strained, other] = [await standIn(503), await standIn(200)];
  const proxy = await startNginx([strained.port, other.port]);
  const ask = async (map: string) => (await fetch(`${proxy.url}/api/v1/maps/${map}`)).status;
  try {
    const first = await Promise.all(maps.map(ask));
    expect(new Set(first)).toEqual(new Set([200, 503]));
    expect(await Promise.all(maps.map(ask))).toEqual(first);
  } finally {
    await proxy.close();
  }
});

const claims = { "x-forwarded-for": "203.0.113.7", "x-forwarded-proto": "https" };

test("N20 what somebody claims about his address and https is replaced", async () => {
  const node = await standIn(200);
  const proxy = await startNginx([node.port]);
  try {
    await fetch(`${proxy.url}/api/v1/setup`, { headers: claims });
    expect(node.seen.at(-1)?.headers).toMatchObject({ "x-forwarded-for": "127.0.0.1", "x-forwarded-proto": "http" });
  } finally {
    await proxy.close();
  }
});

test("N20 a proxy before it, which it was told to believe, says where people come from and that they came by https", async () => {
  const node = await standIn(200);
  const proxy = await startNginx([node.port], ["tls-proxy.conf"]);
  try {
    await fetch(`${proxy.url}/api/v1/setup`, { headers: claims });
    expect(node.seen.at(-1)?.headers).toMatchObject(claims);
    // What that proxy passes on of somebody's own claims stands before the address it saw, and does not count.
    const forged = { ...claims, "x-forwarded-for": "198.51.100.1, 203.0.113.7" };
    await fetch(`${proxy.url}/api/v1/setup`, { headers: forged });
    expect(node.seen.at(-1)?.headers).toMatchObject(claims);
    await fetch(`${proxy.url}/api/v1/setup`, { headers: { "x-forwarded-for": "203.0.113.7" } });
    expect(node.seen.at(-1)?.headers).toMatchObject({ ...claims, "x-forwarded-proto": "http" });
  } finally {
    await proxy.close();
  }
});
