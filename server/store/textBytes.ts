/** Bytes in a text column: SQLite and PostgreSQL name their columns of bytes differently and keep text alike. */
export function writeBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}

export function readBytes(text: string): Uint8Array {
  return Buffer.from(text, "base64");
}
