import * as decoding from "lib0/decoding";
import type { SaveTracker } from "./saveTracker.ts";

const syncMessage = 0;
const syncStep2 = 1;
const syncUpdate = 2;
/** A Yjs update with no structs and no deletions. */
const emptyUpdateBytes = 2;

/** A WebSocket class for y-websocket that tells `tracker` of every message the server counts. */
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
  const decoder = decoding.createDecoder(frame);
  if (decoding.readVarUint(decoder) !== syncMessage) return;
  const step = decoding.readVarUint(decoder);
  if (step === syncUpdate) tracker.sentUpdate();
  else if (step === syncStep2) tracker.sentState(decoding.readVarUint(decoder) === emptyUpdateBytes);
}
