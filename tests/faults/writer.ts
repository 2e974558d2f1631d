import { openSyncClient, type SyncClient, type SyncClientOptions } from "../integration/syncClient.ts";
import { addEdit, editsOf } from "./edits.ts";
import type { Oplog, Replica } from "./oplog.ts";

/** A person with a stock y-websocket client who notes every edit, and what the server says of it, in the oplog. */
export interface Writer {
  readonly name: string;
  readonly client: SyncClient;
  /** Refusals so far, on all connections. */
  readonly refusals: number;
  write(): void;
  replica(): Replica;
  close(): void;
}

/** Connects a writer. He counts message 4 as the browser does: frame by frame, refused ones apart. */
export function openWriter(oplog: Oplog, name: string, options: SyncClientOptions): Writer {
  /** For each counted frame of the current connection, the edits it carried. */
  let frames: (readonly string[])[] = [];
  /** Empty answers to "what have you beyond my disk?": all edits up to there are saved, once earlier frames are. */
  let empties: { after: number; ids: readonly string[] }[] = [];
  let settled = 0;
  let refusals = 0;

  const settle = () => {
    for (const { after, ids } of empties) if (after <= settled) oplog.acknowledge(ids);
    empties = empties.filter(({ after }) => after > settled);
  };

  const client = openSyncClient({
    ...options,
    onConnect() {
      frames = [];
      empties = [];
      settled = 0;
    },
    onSend({ isWhole }) {
      const written = oplog.of(name);
      frames.push(isWhole ? [...written] : written.slice(-1));
    },
    onNothingToSend() {
      empties.push({ after: frames.length, ids: [...oplog.of(name)] });
      settle();
    },
    onRefused(index) {
      if (index > 0) frames[index - 1] = [];
      refusals += 1;
    },
    onSaved(count) {
      for (const ids of frames.slice(settled, count)) oplog.acknowledge(ids);
      settled = count;
      settle();
    },
  });
  return {
    name,
    client,
    get refusals() {
      return refusals;
    },
    write() {
      addEdit(client.doc, oplog.write(name));
    },
    replica: () => ({ name, edits: editsOf(client.doc) }),
    close: () => client.close(),
  };
}
