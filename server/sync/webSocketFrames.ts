/**
 * Binary WebSocket frames (RFC 6455 §5.2) of messages, one each, ready for the network. A server's frames carry no mask,
 * so one copy serves every reader of a room, which no library's send can do.
 */
export function frameMessages(messages: readonly Uint8Array[]): Uint8Array {
  let size = 0;
  for (const { length } of messages) size += headerSize(length) + length;
  const bytes = Buffer.allocUnsafe(size);
  let at = 0;
  for (const message of messages) {
    at = writeHeader(bytes, at, message.length);
    bytes.set(message, at);
    at += message.length;
  }
  return bytes;
}

function headerSize(length: number): number {
  if (length < 126) return 2;
  return length < 65_536 ? 4 : 10;
}

function writeHeader(bytes: Buffer, at: number, length: number): number {
  const finalBinary = 0x82;
  bytes[at] = finalBinary;
  if (length < 126) return bytes.writeUInt8(length, at + 1);
  if (length < 65_536) {
    bytes[at + 1] = 126;
    return bytes.writeUInt16BE(length, at + 2);
  }
  bytes[at + 1] = 127;
  return bytes.writeBigUInt64BE(BigInt(length), at + 2);
}
