import { randomBytes } from "node:crypto";
import { Redis, type RedisOptions } from "ioredis";
import type { Bus, BusListener } from "./bus.ts";

export interface RedisBusOptions {
  /** redis:// or rediss://, with user and password when Redis asks for them. */
  url: string;
  /** Tells this studio's topics from those of others on the same Redis, where topics know no database number. */
  studio: string;
  /** Told when the way is cut and when it is open again; never with the address, which may hold a password. */
  onChange?: (isUp: boolean, reason: string) => void;
}

/** A node says something to itself so often; without an answer for so long the way counts as cut and is built anew. */
const beatMs = 1_000;
const silentMs = 3_000;
/** Unsent bytes from which messages are forgotten: a Redis that reads nothing must not fill the memory. */
const maxUnsentBytes = 8_000_000;
const slowestReconnectMs = 2_000;
const nodeIdChars = 12;
const channelsPerCommand = 500;

const settings: RedisOptions = {
  // What cannot be said now is forgotten, not kept for later.
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  autoResubscribe: false,
  maxRetriesPerRequest: 0,
  commandTimeout: silentMs,
  connectTimeout: silentMs,
  retryStrategy: (times) => Math.min(slowestReconnectMs, 50 * 2 ** times) * (0.5 + Math.random() / 2),
};

/**
 * Opens the bus over Redis' publish and subscribe. It does not wait for Redis: without it the bus is down, and goes on
 * trying. "Up" is what this node hears of itself, so that a connection that is open and dead is found.
 */
export function openRedisBus({ url, studio, onChange = () => {} }: RedisBusOptions): Bus {
  const node = randomBytes(nodeIdChars).toString("base64url").slice(0, nodeIdChars);
  const mark = Buffer.from(node, "latin1");
  const channelOf = (topic: string) => `kept:${studio}:${topic}`;
  const ownTopic = `node:${node}`;
  const ownChannel = channelOf(ownTopic);
  const topics = new Map<string, Set<BusListener>>();
  const byChannel = new Map<string, Set<BusListener>>();
  /** The channels of which Redis said that this node hears them. */
  const hearing = new Set<string>();
  const reconnected = new Set<() => void>();
  const talker = new Redis(url, settings);
  const hearer = new Redis(url, settings);
  let isTuning = false;
  let isUp = false;
  let wasUp = false;
  let heardAt = performance.now();
  let unsentBytes = 0;
  let reason = "not connected yet";

  for (const redis of [talker, hearer]) redis.on("error", (error: Error) => (reason = codeOf(error)));
  hearer.on("ready", () => void tune().then(beat));
  hearer.on("close", () => hearing.clear());
  hearer.on("messageBuffer", (channel: Buffer, data: Buffer) => {
    const from = data.toString("latin1", 0, nodeIdChars);
    if (from === node) heard();
    else for (const listener of byChannel.get(channel.toString()) ?? []) listener(data.subarray(nodeIdChars), from);
  });
  for (const redis of [talker, hearer]) redis.on("close", () => setUp(false));

  /** Asks for all that this node wants to hear and does not yet, also what Redis once refused or did not answer. */
  async function tune(): Promise<void> {
    const missing = [ownChannel, ...byChannel.keys()].filter((channel) => !hearing.has(channel));
    if (isTuning || missing.length === 0 || hearer.status !== "ready") return;
    isTuning = true;
    for (let at = 0; at < missing.length; at += channelsPerCommand)
      await hear(missing.slice(at, at + channelsPerCommand));
    isTuning = false;
  }

  async function hear(channels: readonly string[]): Promise<void> {
    try {
      await hearer.subscribe(...channels);
      // Nobody may want it any more; then Redis is told so next, and says so after this.
      for (const channel of channels) hearing.add(channel);
    } catch (error) {
      noted(error);
    }
  }

  async function forget(channel: string): Promise<void> {
    try {
      await hearer.unsubscribe(channel);
      hearing.delete(channel);
    } catch (error) {
      noted(error);
    }
  }

  function heard(): void {
    heardAt = performance.now();
    setUp(true);
  }

  function setUp(next: boolean): void {
    if (isUp === next) return;
    isUp = next;
    onChange(isUp, reason);
    if (!isUp) return;
    if (wasUp) for (const listener of reconnected) listener();
    wasUp = true;
  }

  function beat(): void {
    send(ownTopic, new Uint8Array());
    void tune();
    if (performance.now() - heardAt < silentMs) return;
    setUp(false);
    heardAt = performance.now();
    for (const redis of [talker, hearer]) if (redis.status === "ready") redis.disconnect(true);
  }
  const beating = setInterval(beat, beatMs).unref();

  function send(topic: string, message: Uint8Array): void {
    if (talker.status !== "ready" || unsentBytes > maxUnsentBytes) return;
    unsentBytes += message.length;
    talker
      .publish(channelOf(topic), Buffer.concat([mark, message]))
      .catch(noted)
      .finally(() => (unsentBytes -= message.length));
  }

  function noted(error: unknown): void {
    if (error instanceof Error) reason = codeOf(error);
  }

  return {
    get isUp() {
      return isUp;
    },

    publish: send,

    subscribe(topic, listener) {
      const channel = channelOf(topic);
      const listeners = topics.get(topic) ?? new Set();
      if (listeners.size === 0) {
        topics.set(topic, listeners);
        byChannel.set(channel, listeners);
        if (hearer.status === "ready") void hear([channel]);
      }
      listeners.add(listener);
      return () => {
        if (!listeners.delete(listener) || listeners.size > 0) return;
        topics.delete(topic);
        byChannel.delete(channel);
        if (hearer.status === "ready") void forget(channel);
      };
    },

    async heardElsewhere(asked) {
      if (!isUp) return undefined;
      const found = new Set<string>();
      for (let at = 0; at < asked.length; at += channelsPerCommand) {
        const some = asked.slice(at, at + channelsPerCommand);
        const counts = await talker.pubsub("NUMSUB", ...some.map(channelOf)).catch(noted);
        if (!counts) return undefined;
        // Channel, count, channel, count; this node is one of those counted where it listens.
        some.forEach((topic, index) => {
          if (Number(counts[2 * index + 1] ?? 0) > (hearing.has(channelOf(topic)) ? 1 : 0)) found.add(topic);
        });
      }
      return found;
    },

    onReconnect(listener) {
      reconnected.add(listener);
      return () => reconnected.delete(listener);
    },

    async close() {
      clearInterval(beating);
      for (const redis of [talker, hearer]) {
        redis.removeAllListeners("close");
        redis.disconnect();
      }
    },
  };
}

/** What went wrong in a word; a whole message may name the address. */
function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}
