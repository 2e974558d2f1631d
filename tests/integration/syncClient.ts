import type * as awareness from "y-protocols/awareness";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { WebSocket } from "ws";
import { decodeMessage, isCountedFrame } from "../../shared/wire/message.ts";

/** A stock y-websocket client that also counts what it sent and what the server called settled. */
export interface SyncClient {
  doc: Y.Doc;
  provider: WebsocketProvider;
  awareness: awareness.Awareness;
  /** Of the current connection. */
  readonly sent: number;
  readonly saved: number;
  readonly refused: readonly { index: number; code: string; text: string }[];
  /** Codes of closed connections. */
  readonly closes: readonly number[];
  /** The socket of the current connection, to send by hand. */
  readonly socket: WebSocket | undefined;
  close(): void;
}

export interface SyncClientOptions {
  url: string;
  map?: string;
  params?: Record<string, string>;
  headers?: Record<string, string>;
  doc?: Y.Doc;
  /** The longest wait before it connects again. */
  maxBackoffMs?: number;
  /** Called for each frame that is counted for "saved", before it is sent; `isWhole` when it is a SyncStep2. */
  onSend?: (frame: { isWhole: boolean; isFirst: boolean }) => void;
  /** Called when the server asked what it lacks and there is nothing; such a frame is not counted. */
  onNothingToSend?: () => void;
  onSaved?: (count: number) => void;
  onRefused?: (index: number, code: string) => void;
  /** A new socket is on its way: nothing sent before counts on it. */
  onConnect?: () => void;
}

/** Connects a stock y-websocket client to a map. */
export function openSyncClient(options: SyncClientOptions): SyncClient {
  const { url, map = "map", params = {}, headers = {}, doc = new Y.Doc(), maxBackoffMs = 100 } = options;
  let sent = 0;
  let saved = 0;
  let socket: WebSocket | undefined;
  const refused: { index: number; code: string; text: string }[] = [];
  const closes: number[] = [];

  const opened = (next: WebSocket) => {
    socket = next;
  };

  class CountingWebSocket extends WebSocket {
    constructor(address: string) {
      super(address, { headers });
      sent = 0;
      saved = 0;
      opened(this);
      options.onConnect?.();
      this.on("message", (data: ArrayBuffer) => {
        const message = decodeMessage(new Uint8Array(data));
        if (message.type === "refused") refused.push(message);
        // The last words of a connection that was closed say nothing of the next one.
        if (socket !== this) return;
        if (message.type === "refused") options.onRefused?.(message.index, message.code);
        if (message.type !== "saved") return;
        saved = message.count;
        options.onSaved?.(saved);
      });
      this.on("close", (code) => closes.push(code));
      this.on("error", () => {});
    }

    override send(data: Uint8Array): void {
      if (isCountedFrame(data)) {
        sent += 1;
        options.onSend?.({ isWhole: data[1] === 1, isFirst: sent === 1 });
      } else if (data[0] === 0 && data[1] === 1) options.onNothingToSend?.();
      super.send(data);
    }
  }

  const provider = new WebsocketProvider(`${url.replace(/^http/, "ws")}/sync`, map, doc, {
    params: { v: "1", schema: "1", ...params },
    WebSocketPolyfill: CountingWebSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
    maxBackoffTime: maxBackoffMs,
  });
  // A stock client has no use for our own messages and says so on the console.
  for (const type of [4, 5, 6]) provider.messageHandlers[type] = () => {};
  return {
    doc,
    provider,
    awareness: provider.awareness,
    get sent() {
      return sent;
    },
    get saved() {
      return saved;
    },
    refused,
    closes,
    get socket() {
      return socket;
    },
    close() {
      provider.destroy();
      provider.awareness.destroy();
    },
  };
}

/** Resolves when `condition` holds; looks again at every turn of the event loop's timers. @throws after `timeoutMs`. */
export async function until(condition: () => boolean, what: string, timeoutMs = 15_000): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!condition()) {
    if (performance.now() > deadline) throw new Error(`Waited ${timeoutMs} ms in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
