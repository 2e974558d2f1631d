import { limits } from "../../shared/limits.ts";
import { decodeMessage, encodeMessage, isEmptyUpdate } from "../../shared/wire/message.ts";
import type { SaveTracker } from "./saveTracker.ts";
import { splitUpdate } from "./splitUpdate.ts";

/** Below this neither bytes nor structs can be too many for one frame. */
const surelyFitsBytes = limits.frameBytes / 4;

/**
 * A WebSocket class for y-websocket that tells `tracker` of every change that is sent, and sends those that are too
 * long for one frame in several.
 */
export function countingSocket(tracker: SaveTracker): typeof WebSocket {
  return class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      tracker.connected();
    }

    override send(data: string | BufferSource | Blob): void {
      const message = data instanceof Uint8Array ? decodeMessage(data) : undefined;
      if (message?.type !== "update" && message?.type !== "syncStep2") {
        super.send(data);
        return;
      }
      const frames = inFrames(data, message.update);
      if (message.type === "update") tracker.sentUpdate(frames.length);
      else tracker.sentState(isEmptyUpdate(message.update) ? 0 : frames.length);
      for (const frame of frames) super.send(frame);
    }
  };
}

function inFrames(data: string | BufferSource | Blob, update: Uint8Array): (string | BufferSource | Blob)[] {
  if (update.length <= surelyFitsBytes) return [data];
  const pieces = splitUpdate(update, limits.frameBytes / 2, limits.structsPerFrame / 2);
  return pieces.map((piece) => encodeMessage({ type: "update", update: piece }) as Uint8Array<ArrayBuffer>);
}
