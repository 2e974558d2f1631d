import { networkOf } from "./networkOf.ts";
import { TokenBucket } from "../sync/tokenBucket.ts";

/** Addresses remembered at once; the one not heard of for longest is forgotten first. */
const mostAddresses = 10_000;

/** How often something may happen from one address, or IPv6 network: `burst` at once and `perSecond` on average. */
export class AddressRate {
  readonly #perSecond: number;
  readonly #burst: number;
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(perSecond: number, burst: number) {
    this.#perSecond = perSecond;
    this.#burst = burst;
  }

  /** Counts one; false when it was one too many. `now` in milliseconds. */
  take(address: string, now = performance.now()): boolean {
    const network = networkOf(address);
    const bucket = this.#buckets.get(network) ?? new TokenBucket(this.#perSecond, this.#burst, now);
    this.#buckets.delete(network);
    this.#buckets.set(network, bucket);
    if (this.#buckets.size > mostAddresses) this.#buckets.delete(this.#buckets.keys().next().value ?? "");
    return bucket.take(now);
  }

  /** Whether one more would be let through. */
  has(address: string, now = performance.now()): boolean {
    return this.#buckets.get(networkOf(address))?.has(now) ?? true;
  }
}
