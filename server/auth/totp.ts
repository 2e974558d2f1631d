import { createHmac, randomBytes } from "node:crypto";

/** Codes of an authenticator app: RFC 6238 with SHA-1, six digits and 30 seconds, which is what the apps take. */
const stepMs = 30_000;
const digits = 6;

/** The number of the half minute that `now` (milliseconds since 1970) is in. */
export function totpStep(now: number): number {
  return Math.floor(now / stepMs);
}

export function totpCode(secret: Buffer, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac("sha1", secret).update(counter).digest();
  const offset = (mac[mac.length - 1] ?? 0) & 15;
  const value = mac.readUInt32BE(offset) & 0x7f_ff_ff_ff;
  return String(value % 10 ** digits).padStart(digits, "0");
}

/** The step whose code this is, when it is of now or of the half minute before or after; clocks differ. */
export function matchTotp(secret: Buffer, code: string, now: number): number | undefined {
  const current = totpStep(now);
  return [current, current - 1, current + 1].find((step) => totpCode(secret, step) === code);
}

/** 160 bits, as the RFC recommends. */
export function newTotpSecret(): Buffer {
  return randomBytes(20);
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Base32 without padding: how apps take a key. */
export function base32(bytes: Uint8Array): string {
  let bits = "";
  for (const byte of bytes) bits += byte.toString(2).padStart(8, "0");
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, "0"), 2)]).join("");
}

/** What the app reads from the picture. */
export function totpUri(secret: Buffer, email: string): string {
  const query = new URLSearchParams({ secret: base32(secret), issuer: "Kept" });
  return `otpauth://totp/${encodeURIComponent(`Kept:${email}`)}?${query.toString()}`;
}
