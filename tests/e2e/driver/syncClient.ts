import { WebSocket } from "ws";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { decodeMessage, ownMessageTypes } from "../../../shared/wire/message.ts";
import { protocolVersion } from "../../../shared/wire/version.ts";
import { schemaVersion } from "../../../shared/doc/mapDoc.ts";

/** A stock y-websocket client without our page around it: what a program, or somebody with bad intentions, may use. */
export interface SyncClient {
  doc: Y.Doc;
  /** Resolves when the server has settled the first `count` changes sent here. */
  settled(count: number): Promise<void>;
  /** Codes of the changes that were refused. */
  refused: string[];
  close(): void;
}

/** Joins a map with a one-use ticket and resolves when the document is here. */
export async function openSyncClient(url: string, map: string, ticket: string): Promise<SyncClient> {
  const doc = new Y.Doc();
  const refused: string[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  let saved = 0;
  const provider = new WebsocketProvider(url.replace(/^http/, "ws") + "/sync", map, doc, {
    params: { v: String(protocolVersion), schema: String(schemaVersion), ticket },
    WebSocketPolyfill: class extends WebSocket {
      constructor(address: string) {
        super(address);
        this.on("message", (data: ArrayBuffer) => {
          const message = decodeMessage(new Uint8Array(data));
          if (message.type === "refused") refused.push(message.code);
          if (message.type !== "saved") return;
          saved = message.count;
          for (const { count, resolve } of waiting) if (count <= saved) resolve();
        });
      }
    } as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  });
  // A stock client warns of messages that it has no handler for; here they are read above.
  for (const type of ownMessageTypes) provider.messageHandlers[type] = () => undefined;
  const closed = new Promise<never>((_, reject) => {
    provider.once("connection-close", (event: { code: number; reason: string } | null) =>
      reject(new Error(`The sync socket closed: ${event?.code} ${event?.reason}`)),
    );
  });
  // It may close at the end of a test, when nobody waits for anything.
  closed.catch(() => undefined);
  await Promise.race([closed, new Promise<void>((resolve) => provider.once("sync", () => resolve()))]);
  return {
    doc,
    refused,
    settled: (count) =>
      Promise.race([
        closed,
        new Promise<void>((resolve) => {
          if (count <= saved) resolve();
          else waiting.push({ count, resolve });
        }),
      ]),
    close: () => provider.destroy(),
  };
}
