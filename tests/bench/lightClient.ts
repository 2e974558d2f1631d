import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";

/** A WebSocket client with as little of its own as possible, so that a bench measures servers and not clients. */
export interface LightClient {
  /** Sends one binary frame. */
  send(payload: Uint8Array): void;
  close(): void;
}

/**
 * Connects and calls `onFrame` with each binary payload (a view, valid during the call), and `onClose` with the server's
 * close code, when it gave one. Resolves once the handshake is done. @throws when the server does not answer with 101.
 */
export function connectLight(
  url: string,
  path: string,
  onFrame: (payload: Uint8Array) => void,
  onClose: (code: number | undefined) => void = () => {},
  headers: Readonly<Record<string, string>> = {},
): Promise<LightClient> {
  const { hostname, port } = new URL(url);
  const lines = Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join("");
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    socket.setNoDelay(true);
    socket.on("error", reject);
    let code: number | undefined;
    socket.on("close", () => onClose(code));
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}\r\nSec-WebSocket-Version: 13\r\n${lines}\r\n`,
    );
    let head = Buffer.alloc(0);
    socket.on("data", function onHead(chunk: Buffer) {
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf("\r\n\r\n");
      if (end < 0) return;
      socket.off("data", onHead);
      if (!head.subarray(0, 12).toString().endsWith("101")) {
        reject(new Error(head.subarray(0, 40).toString()));
        return;
      }
      const parser = new FrameParser(
        onFrame,
        (payload) => writeFrame(socket, 10, payload),
        (payload) => {
          code = payload.length >= 2 ? ((payload[0] ?? 0) << 8) | (payload[1] ?? 0) : undefined;
          socket.destroy();
        },
      );
      socket.on("data", (bytes: Buffer) => parser.take(bytes));
      resolve({ send: (payload) => writeFrame(socket, 2, payload), close: () => socket.destroy() });
      parser.take(head.subarray(end + 4));
    });
  });
}

class FrameParser {
  readonly #onFrame: (payload: Uint8Array) => void;
  readonly #onPing: (payload: Uint8Array) => void;
  readonly #onClose: (payload: Uint8Array) => void;
  #rest: Buffer[] = [];
  #restBytes = 0;
  /** Bytes that the frame at the start of the rest needs; nothing is read before they are there. */
  #needs = 2;

  constructor(
    onFrame: (payload: Uint8Array) => void,
    onPing: (payload: Uint8Array) => void,
    onClose: (payload: Uint8Array) => void,
  ) {
    this.#onFrame = onFrame;
    this.#onPing = onPing;
    this.#onClose = onClose;
  }

  take(chunk: Buffer): void {
    this.#rest.push(chunk);
    this.#restBytes += chunk.length;
    if (this.#restBytes < this.#needs) return;
    const bytes = this.#rest.length === 1 ? chunk : Buffer.concat(this.#rest);
    let at = 0;
    for (;;) {
      const left = bytes.length - at;
      this.#needs = 2;
      if (left < 2) break;
      const short = (bytes[at + 1] ?? 0) & 127;
      const header = short < 126 ? 2 : short === 126 ? 4 : 10;
      this.#needs = header;
      if (left < header) break;
      const length =
        short < 126 ? short : short === 126 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2));
      this.#needs = header + length;
      if (left < header + length) break;
      const payload = bytes.subarray(at + header, at + header + length);
      const opcode = (bytes[at] ?? 0) & 15;
      if (opcode === 2) this.#onFrame(payload);
      else if (opcode === 9) this.#onPing(payload);
      else if (opcode === 8) this.#onClose(payload);
      at += header + length;
    }
    this.#rest = at < bytes.length ? [bytes.subarray(at)] : [];
    this.#restBytes = bytes.length - at;
  }
}

const mask = [0x12, 0x34, 0x56, 0x78];

/** A client's frame carries a mask; servers differ in how fast they take it off. */
function writeFrame(socket: Socket, opcode: number, payload: Uint8Array): void {
  const { length } = payload;
  const header = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const bytes = Buffer.allocUnsafe(header + 4 + length);
  bytes[0] = 0x80 | opcode;
  if (header === 2) bytes[1] = 0x80 | length;
  else if (header === 4) {
    bytes[1] = 0x80 | 126;
    bytes.writeUInt16BE(length, 2);
  } else {
    bytes[1] = 0x80 | 127;
    bytes.writeBigUInt64BE(BigInt(length), 2);
  }
  bytes.set(mask, header);
  for (let i = 0; i < length; i++) bytes[header + 4 + i] = (payload[i] ?? 0) ^ (mask[i & 3] ?? 0);
  socket.write(bytes);
}
