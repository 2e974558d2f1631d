import { limits } from "../../shared/limits.ts";
import { decodeMessage, encodeMessage, isEmptyUpdate } from "../../shared/wire/message.ts";
import { readOwnPresenceEntry } from "../../shared/wire/presence.ts";
import type { SaveTracker } from "./saveTracker.ts";
import { splitUpdate } from "./splitUpdate.ts";

/** Below this neither bytes nor structs can be too many for one frame. */
const surelyFitsBytes = limits.frameBytes / 4;

/**
 * A WebSocket class for y-websocket that tells `tracker` of every change that is sent, sends those that are too long for
 * one frame in several, and keeps back what y-websocket repeats of others' presence each time it hears of it.
 */
export function countingSocket(tracker: SaveTracker, clientId: number): typeof WebSocket {
  return class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      tracker.connected();
    }

    override send(data: string | BufferSource | Blob): void {
      const message = data instanceof Uint8Array ? decodeMessage(data) : undefined;
      if (message?.type === "awareness" && readOwnPresenceEntry(message.entries)?.clientId !== clientId) return;
      if (message?.type !== "update" && message?.type !== "syncStep2") {
        super.send(data);
        return;
      }
      const frames = inFrames(data, message);
      if (message.type === "update") tracker.sentUpdate(frames.length);
      else tracker.sentState(isEmptyUpdate(message.update) ? 0 : frames.length);
      for (const frame of frames) super.send(frame);
    }
  };
}

function inFrames(
  data: string | BufferSource | Blob,
  { type, update }: { type: "update" | "syncStep2"; update: Uint8Array },
): (string | BufferSource | Blob)[] {
  if (update.length <= surelyFitsBytes) return [data];
  const pieces = splitUpdate(update, limits.frameBytes / 2, limits.structsPerFrame / 2);
  // The last piece keeps its type: a SyncStep2 tells the server that nothing is missing any more.
  return pieces.map(
    (piece, index) =>
      encodeMessage({ type: index < pieces.length - 1 ? "update" : type, update: piece }) as Uint8Array<ArrayBuffer>,
  );
}
