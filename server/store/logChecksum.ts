import { crc32 } from "node:zlib";

/** Over the bytes and where they belong, so that a row that strayed into another map is found as well. */
export function logChecksum(map: string, user: string, bytes: Uint8Array): number {
  return crc32(bytes, crc32(`${map}\0${user}\0`));
}
