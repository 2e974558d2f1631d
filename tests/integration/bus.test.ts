import { afterAll, beforeAll, expect, test } from "vitest";
import type { Bus } from "../../server/bus/bus.ts";
import { openRedisBus } from "../../server/bus/redisBus.ts";
import { type RedisServer, startRedisServer } from "../services/redisServer.ts";
import { openTcpProxy, type TcpProxy } from "../services/tcpProxy.ts";
import { until } from "./syncClient.ts";

let redis: RedisServer;
let way: TcpProxy;

beforeAll(async () => {
  redis = await startRedisServer();
  way = await openTcpProxy(redis.port);
});

afterAll(async () => {
  await way.close();
  await redis.close();
});

/** Two nodes; what happens on the way concerns the first only, which reaches Redis through the proxy. */
async function withNodes(work: (first: Bus, second: Bus, heard: string[]) => Promise<void>): Promise<void> {
  const first = openRedisBus({ url: `redis://127.0.0.1:${way.port}`, studio: "one" });
  const second = openRedisBus({ url: redis.url, studio: "one" });
  const heard: string[] = [];
  second.subscribe("room", (message) => heard.push(Buffer.from(message).toString()));
  try {
    await until(() => first.isUp && second.isUp, "both are up");
    await arrives(first, heard, "hello");
    await work(first, second, heard);
  } finally {
    await first.close();
    await second.close();
  }
}

/** Says it until it is heard: a subscription may still be on its way. */
async function arrives(from: Bus, heard: string[], text: string): Promise<void> {
  const saying = setInterval(() => from.publish("room", Buffer.from(text)), 20);
  try {
    await until(() => heard.includes(text), `"${text}" is heard`);
  } finally {
    clearInterval(saying);
  }
}

test("N1 what a node says is heard by the others of its studio that listen, and by nobody else", () =>
  withNodes(async (first, second, heard) => {
    const own: string[] = [];
    const strange: string[] = [];
    first.subscribe("room", (message) => own.push(Buffer.from(message).toString()));
    const stranger = openRedisBus({ url: redis.url, studio: "another" });
    stranger.subscribe("room", (message) => strange.push(Buffer.from(message).toString()));
    await until(() => stranger.isUp, "the stranger is up");
    heard.length = 0;
    for (const text of ["a", "b", "c"]) first.publish("room", Buffer.from(text));
    await arrives(second, own, "answer");
    await until(() => heard.length >= 3, "all is heard");
    expect(heard.slice(0, 3)).toEqual(["a", "b", "c"]);
    expect(new Set(own)).toEqual(new Set(["answer"]));
    expect(strange).toEqual([]);
    await stranger.close();
  }));

test("N1 a node knows on which topics another one listens", () =>
  withNodes(async (first, second) => {
    first.subscribe("room", () => {});
    const leave = second.subscribe("also", () => {});
    const heardOn = async () => [...((await first.heardElsewhere(["room", "also", "nobody"])) ?? [])];
    let topics: string[] = [];
    while (topics.length < 2) topics = await heardOn();
    expect(topics).toEqual(["room", "also"]);
    leave();
    while (topics.length > 1) topics = await heardOn();
    expect(topics).toEqual(["room"]);
  }));

test("N2 a way that is cut, frozen or without Redis is noticed, nothing waits for it, and it comes back by itself", () =>
  withNodes(async (first, _second, heard) => {
    let reconnects = 0;
    first.onReconnect(() => (reconnects += 1));
    const troubles: [string, () => unknown, () => unknown][] = [
      ["cut", () => way.cut(), () => way.heal()],
      ["frozen", () => way.freeze(), () => way.heal()],
      ["killed", () => redis.kill(), () => redis.start()],
    ];
    for (const [name, begin, end] of troubles) {
      await begin();
      first.publish("room", Buffer.from(`lost ${name}`));
      await until(() => !first.isUp, `${name} is noticed`);
      expect(await first.heardElsewhere(["room"])).toBeUndefined();
      await end();
      await until(() => first.isUp, `up again after ${name}`);
      await arrives(first, heard, `after ${name}`);
    }
    expect(reconnects).toBe(3);
    expect(heard).not.toContain("lost cut");
  }));

test("N2 what Redis does not read is forgotten, not collected", () =>
  withNodes(async (first, _second, heard) => {
    way.freeze();
    const message = Buffer.alloc(100_000, "x");
    const before = process.memoryUsage().arrayBuffers;
    for (let i = 0; i < 2_000; i++) first.publish("elsewhere", message);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50_000_000);
    await until(() => !first.isUp, "the silence is noticed");
    way.heal();
    await until(() => first.isUp, "up again");
    await arrives(first, heard, "and on");
  }));

test("N2 flushing Redis or ending its clients' connections takes nothing away for good", () =>
  withNodes(async (first, _second, heard) => {
    await redis.command("FLUSHALL");
    await arrives(first, heard, "flushed");
    await redis.command("CLIENT", "KILL", "TYPE", "normal");
    await redis.command("CLIENT", "KILL", "TYPE", "pubsub");
    await arrives(first, heard, "killed");
  }));

test("N19 a topic that Redis refused to a node is heard once it may be", () =>
  withNodes(async (first, second) => {
    const later: string[] = [];
    try {
      await redis.command("ACL", "SETUSER", "default", "resetchannels", "&kept:one:node:*", "&kept:one:room");
      second.subscribe("later", (message) => later.push(Buffer.from(message).toString()));
      while (!JSON.stringify(await redis.command("ACL", "LOG")).includes("kept:one:later"));
    } finally {
      await redis.command("ACL", "SETUSER", "default", "allchannels");
    }
    const saying = setInterval(() => first.publish("later", Buffer.from("at last")), 20);
    await until(() => later.includes("at last"), "it is heard").finally(() => clearInterval(saying));
    while (!(await first.heardElsewhere(["later"]))?.has("later"));
  }));

test("N19 when Redis does not say who listens, that is not taken for nobody", () =>
  withNodes(async (first) => {
    try {
      await redis.command("ACL", "SETUSER", "default", "-pubsub|numsub");
      expect(await first.heardElsewhere(["room"])).toBeUndefined();
    } finally {
      await redis.command("ACL", "SETUSER", "default", "+pubsub|numsub");
    }
    while (!(await first.heardElsewhere(["room"]))?.has("room"));
  }));
