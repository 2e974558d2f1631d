import { decodeMessage, isEmptyUpdate } from "../../shared/wire/message.ts";
import type { SaveTracker } from "./saveTracker.ts";

/** A WebSocket class for y-websocket that tells `tracker` of every change that is sent. */
export function countingSocket(tracker: SaveTracker): typeof WebSocket {
  return class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      tracker.connected();
    }

    override send(data: string | BufferSource | Blob): void {
      if (data instanceof Uint8Array) count(data, tracker);
      super.send(data);
    }
  };
}

function count(frame: Uint8Array, tracker: SaveTracker): void {
  const message = decodeMessage(frame);
  if (message.type === "update") tracker.sentUpdate();
  else if (message.type === "syncStep2") tracker.sentState(isEmptyUpdate(message.update));
}
