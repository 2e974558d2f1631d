import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { limits } from "../../../shared/limits.ts";
import { encodeMessage } from "../../../shared/wire/message.ts";
import { type HostileStudio, newAddress, openHostileStudio } from "../../fuzz/hostileStudio.ts";
import { until } from "../syncClient.ts";

// Connections that are slow, silent, cut into pieces or far too many, to the real process, while two people work.

let studio: HostileStudio;
let port: number;

beforeAll(async () => {
  studio = await openHostileStudio();
  port = Number(new URL(studio.server.url).port);
}, 120_000);
afterAll(() => studio.close());

/** The honest two went on meanwhile and nobody was sent away. */
async function meanwhile(attack: () => Promise<void>): Promise<void> {
  await studio.honest.untilHeard();
  const closes = () => studio.honest.clients.flatMap((client) => [...client.closes]);
  const [before, memoryBefore] = [studio.honest.seen, (await studio.figures()).memoryMb];
  await attack();
  await studio.honest.untilHeard();
  expect(studio.honest.seen).toBeGreaterThan(before);
  expect(closes()).toEqual([]);
  expect(studio.uncaught()).toEqual([]);
  expect((await studio.figures()).memoryMb - memoryBefore).toBeLessThan(200);
}

async function openTcp(): Promise<{ socket: Socket; heard: () => string; isClosed: () => boolean }> {
  const socket = connect(port, "127.0.0.1");
  let heard = "";
  let isClosed = false;
  socket.on("error", () => {});
  socket.on("data", (bytes) => (heard += bytes.toString("latin1")));
  socket.on("close", () => (isClosed = true));
  await once(socket, "connect");
  return { socket, heard: () => heard, isClosed: () => isClosed };
}

const handshake = (address: string, query = "", more = "") =>
  `GET /sync/${studio.map}${query} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
  `Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nX-Forwarded-For: ${address}\r\n${more}`;

test("HX5 requests sent byte by byte are given up after the time for headers, upgrades too", async () => {
  await meanwhile(async () => {
    const slow = await Promise.all(Array.from({ length: 300 }, openTcp));
    for (const [index, { socket }] of slow.entries())
      socket.write(index % 2 ? handshake(newAddress()) : "POST /api/v1/maps HTTP/1.1\r\nHost: localhost\r\n");
    const dripping = setInterval(() => {
      for (const { socket } of slow) if (socket.writable) socket.write("X-A: b\r\n");
    }, 500);
    await until(() => slow.every(({ isClosed }) => isClosed()), "all are closed", limits.headersTimeoutMs + 20_000);
    clearInterval(dripping);
    expect(slow.every(({ heard }) => heard() === "" || heard().startsWith("HTTP/1.1 408"))).toBe(true);
  });
});

test("HX5 what a stranger sends before he is known is not read, and he is told to sign in", async () => {
  await meanwhile(async () => {
    const address = newAddress();
    const strangers = await Promise.all(
      Array.from({ length: 100 }, async () => {
        const tcp = await openTcp();
        tcp.socket.write(`${handshake(address)}\r\n`);
        // One frame that claims a megabyte, and as much behind it as the network takes.
        tcp.socket.write(Buffer.concat([Buffer.from([0x82, 0xff, 0, 0, 0, 0, 0, 15, 66, 64, 0, 0, 0, 0])]));
        for (let i = 0; i < 8; i++) tcp.socket.write(Buffer.alloc(64_000));
        return tcp;
      }),
    );
    await until(() => strangers.every(({ isClosed }) => isClosed()), "all are closed", 30_000);
    // A close frame with 4401.
    const told = strangers.filter(({ heard }) => heard().includes(String.fromCharCode(0x11, 0x31)));
    expect(told.length).toBeGreaterThan(0);
  });
});

test("HX5 a message in as many fragments as may be is taken, in one more its sender is closed", async () => {
  await meanwhile(async () => {
    const frame = encodeMessage({ type: "awareness", entries: new Uint8Array(2 * limits.maxFragments) });
    const send = async (fragments: number) => {
      const eve = await studio.enter(await studio.newEditor());
      const size = Math.floor(frame.length / fragments);
      for (let i = 0; i < fragments; i++) {
        const isLast = i === fragments - 1;
        eve.socket.send(frame.subarray(i * size, isLast ? undefined : (i + 1) * size), { fin: isLast });
      }
      eve.send({ type: "syncStep1", stateVector: new Uint8Array([0]) });
      await until(
        () => eve.closed() !== undefined || eve.received.some(({ type }) => type === "syncStep2"),
        "answered",
      );
      eve.socket.terminate();
      return eve.closed();
    };
    expect(await send(limits.maxFragments)).toBe(undefined);
    expect(await send(limits.maxFragments + 1)).toBe(1008);
  });
});

test("HX5 a frame that comes in more pieces than are kept closes its sender", async () => {
  await meanwhile(async () => {
    const { cookie = "" } = await studio.newEditor();
    const eve = await openTcp();
    eve.socket.setNoDelay(true);
    eve.socket.write(`${handshake(newAddress(), "", `Cookie: ${cookie}\r\n`)}\r\n`);
    await until(() => eve.heard().includes("\r\n\r\n"), "the handshake");
    // A frame of a megabyte whose bytes come one at a time.
    eve.socket.write(Buffer.from([0x82, 0xff, 0, 0, 0, 0, 0, 15, 66, 64, 0, 0, 0, 0]));
    let pieces = 0;
    const drip = () => {
      for (let i = 0; i < 20 && eve.socket.writable; i++, pieces++) eve.socket.write(Buffer.alloc(1));
      if (!eve.isClosed()) setImmediate(drip);
    };
    drip();
    await until(() => eve.isClosed(), "closed", 60_000);
    expect(pieces).toBeGreaterThan(limits.maxBufferedChunks);
  });
});

test("HX5 whoever never reads is let go when his budget is used up", async () => {
  const { honest, server } = studio;
  const connections = async () => {
    const text = await (await fetch(`${server.url}/metrics`)).text();
    return Number(/^kept_connections (\d+)$/m.exec(text)?.[1]);
  };
  await meanwhile(async () => {
    const deaf = await Promise.all(Array.from({ length: 3 }, async () => studio.enter(await studio.newEditor())));
    for (const each of deaf) each.send({ type: "syncStep1", stateVector: new Uint8Array([0]) });
    await until(() => deaf.every(({ received }) => received.some(({ type }) => type === "syncStep2")), "in");
    for (const each of deaf) each.socket.pause();
    const before = await connections();
    for (let i = 0; (await connections()) > before - 3 && i < 400; i++) {
      honest.clients[0].doc.getMap("honest").set("long", "x".repeat(100_000));
      await honest.untilHeard();
    }
    expect(await connections()).toBe(before - 3);
    for (const each of deaf) each.socket.terminate();
  });
});

test("HX5 guessing tickets ends after so many wrong ones, for that address alone", async () => {
  await meanwhile(async () => {
    const guesser = { "x-forwarded-for": newAddress() };
    const guess = async (index: number) => (await studio.enter(guesser, `?ticket=guess-${index}`)).untilClosed();
    const codes = await Promise.all(Array.from({ length: limits.wrongPassesBurst + 20 }, (_, index) => guess(index)));
    expect(codes.filter((code) => code === 4401).length).toBeGreaterThanOrEqual(limits.wrongPassesBurst);
    expect(codes.filter((code) => code === 4529).length).toBeGreaterThan(0);
    const asked = await studio.ask("POST", "/api/v1/tickets", { map: studio.map });
    const { ticket } = (await asked.json()) as { ticket: string };
    // The right one, too: the answer would end the search.
    expect(await (await studio.enter(guesser, `?ticket=${ticket}`)).untilClosed()).toBe(4529);
    const own = await studio.enter({ "x-forwarded-for": newAddress() }, `?ticket=${ticket}`);
    own.send({ type: "syncStep1", stateVector: new Uint8Array([0]) });
    await until(() => own.received.length > 0, "the right ticket from elsewhere is good");
    own.socket.terminate();
  });
});

test("HX5 a flood of strangers at the door is answered, each with why", async () => {
  await meanwhile(async () => {
    const address = newAddress();
    const count = 1_500;
    const codes: number[] = [];
    const knock = async () => {
      while (codes.length < count) {
        const tcp = await openTcp();
        tcp.socket.write(`${handshake(address)}\r\n`);
        await until(() => /\r\n\r\n[^]{4}/.test(tcp.heard()) || tcp.isClosed(), "answered", 60_000);
        const frame = tcp.heard().split("\r\n\r\n")[1] ?? "";
        if (codes.length < count) codes.push(frame.charCodeAt(2) * 256 + frame.charCodeAt(3));
        tcp.socket.destroy();
      }
    };
    await Promise.all(Array.from({ length: 50 }, knock));
    // How many are too many hangs on how fast they come; what matters is that each is answered, and the others go on.
    expect(codes.filter((code) => code !== 4401 && code !== 4529)).toEqual([]);
  });
}, 180_000);
