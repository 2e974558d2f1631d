import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import type { SyncMeter } from "./syncMeter.ts";
import { type Packet, type Transport } from "./transport.ts";
import { frameMessages } from "./webSocketFrames.ts";

/** A pause may not look like death: pings are answered in between. */
const longestPauseMs = 5_000;
/** RFC 6455 leaves 125 bytes for a close frame, two of them for the code. */
const reasonBytes = 123;

/** One WebSocket as a room sees it. Shared packets go straight to its stream; control frames are left to `ws`. */
export class WebSocketTransport implements Transport {
  readonly #webSocket: WebSocket;
  readonly #stream: Duplex;
  readonly #meter: Pick<SyncMeter, "sent">;
  #resume: NodeJS.Timeout | undefined;
  #onTaken: (() => void) | undefined;

  constructor(webSocket: WebSocket, stream: Duplex, meter: Pick<SyncMeter, "sent">) {
    this.#webSocket = webSocket;
    this.#stream = stream;
    this.#meter = meter;
    webSocket.once("close", () => clearTimeout(this.#resume));
  }

  get unsentBytes(): number {
    return this.#stream.writableLength;
  }

  write(packet: Packet): void {
    if (this.#webSocket.readyState !== this.#webSocket.OPEN) return;
    packet.framed ??= frameMessages(packet.messages);
    this.#meter.sent(packet.framed.length);
    this.#stream.write(packet.framed);
  }

  onceTaken(listener: () => void): void {
    if (this.#onTaken) this.#stream.off("drain", this.#onTaken);
    this.#onTaken = listener;
    this.#stream.once("drain", listener);
  }

  pause(ms: number): void {
    this.#webSocket.pause();
    clearTimeout(this.#resume);
    this.#resume = setTimeout(() => this.#webSocket.resume(), Math.min(ms, longestPauseMs)).unref();
  }

  close(code: number, reason: string): void {
    this.#webSocket.resume();
    this.#webSocket.close(code, Buffer.from(reason).subarray(0, reasonBytes));
  }
}
