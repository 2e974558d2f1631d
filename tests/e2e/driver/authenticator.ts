import { createHmac } from "node:crypto";

/**
 * What an authenticator app shows for a key (RFC 6238: SHA-1, six digits, half a minute).
 * @param key as the page shows it, in groups.
 * @param ahead half minutes from now: a code counts once, so the next sign-in needs the next one.
 */
export function codeOf(key: string, ahead = 0): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const mac = createHmac("sha1", fromBase32(key.replaceAll(" ", "")))
    .update(counter)
    .digest();
  const value = mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7f_ff_ff_ff;
  return String(value % 1_000_000).padStart(6, "0");
}

function fromBase32(text: string): Buffer {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = text.replace(/./g, (letter) => letters.indexOf(letter).toString(2).padStart(5, "0"));
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
