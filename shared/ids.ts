const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Fills `bytes` with random values; Web Crypto in browsers and in Node. */
declare const crypto: { getRandomValues(bytes: Uint8Array): Uint8Array };

/**
 * A fresh id: `prefix` and 12 random characters (about 71 bits, enough for a document's ids; not a secret).
 * @param prefix says what it names, for people who read the file: `tp`, `ex`.
 */
export function newId(prefix: string): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  let id = `${prefix}-`;
  for (const byte of bytes) id += alphabet[byte % alphabet.length];
  return id;
}
