import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** A fresh secret of 256 bits, safe in an address. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What is stored of a secret; the secret itself cannot be had from it. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Whether `token` is the secret that `hash` was made of, in a time that tells nothing. */
export function isTokenOf(token: string, hash: string): boolean {
  return timingSafeEqual(Buffer.from(hashToken(token), "hex"), Buffer.from(hash, "hex"));
}
