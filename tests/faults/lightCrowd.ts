import { encodeMessage } from "../../shared/wire/message.ts";
import { syncPath } from "../../shared/wire/version.ts";
import { connectLight, type LightClient } from "../bench/lightClient.ts";
import type { Random } from "../world/random.ts";

/** A browser comes back after a random part of a wait; here a shorter one, to make the storm worse. */
const comeBackWithinMs = 2_000;
const greeting = encodeMessage({ type: "syncStep1", stateVector: new Uint8Array([0]) });

/** Many clients that only hold a connection, ask for the whole map, and come back whenever they are cut off. */
export interface LightCrowd {
  readonly size: number;
  /** How many have the map on a connection that is open. */
  readonly synced: number;
  /** How often somebody came back and got the map. */
  readonly returns: number;
  close(): void;
}

/** Opens the crowd, spread over the maps; each is somebody else. */
export function openLightCrowd(url: string, maps: readonly string[], size: number, random: Random): LightCrowd {
  const members = Array.from({ length: size }, (_, index) => ({
    path: `${syncPath(maps[index % maps.length] ?? "map")}?v=1&schema=1&user=light${index}`,
    client: undefined as LightClient | undefined,
    isSynced: false,
  }));
  const waiting = new Set<NodeJS.Timeout>();
  let isClosed = false;
  let returns = 0;
  type Member = (typeof members)[number];

  const comeBack = (member: Member) => {
    member.isSynced = false;
    member.client = undefined;
    if (isClosed) return;
    const timer = setTimeout(() => {
      waiting.delete(timer);
      void connect(member);
    }, random.below(comeBackWithinMs));
    waiting.add(timer);
  };

  async function connect(member: Member): Promise<void> {
    const attempt = { isOver: false };
    const comeBackOnce = () => {
      if (attempt.isOver) return;
      attempt.isOver = true;
      comeBack(member);
    };
    const hear = ([type, step]: Uint8Array) => {
      if (member.isSynced || type !== 0 || step !== 1) return;
      member.isSynced = true;
      returns += 1;
    };
    try {
      const client = await connectLight(url, member.path, hear, comeBackOnce);
      member.client = client;
      if (isClosed) client.close();
      else client.send(greeting);
    } catch {
      comeBackOnce();
    }
  }

  for (const member of members) void connect(member);
  return {
    size,
    get synced() {
      return members.filter(({ isSynced }) => isSynced).length;
    },
    get returns() {
      return returns;
    },
    close() {
      isClosed = true;
      for (const timer of waiting) clearTimeout(timer);
      for (const { client } of members) client?.close();
    },
  };
}
