import { TokenBucket } from "./tokenBucket.ts";

/** One connection may take this share of the process's time, and this much of it at once. */
const cpuMsPerSecond = 200;
const cpuBurstMs = 400;
/** The same for what it sends; a long offline stretch is slowed down, not refused. */
const bytesPerSecond = 2_000_000;
const bytesBurst = 8_000_000;

/** What one connection costs the others. */
export class Brake {
  readonly #cpu: TokenBucket;
  readonly #bytes: TokenBucket;

  constructor(now: number) {
    this.#cpu = new TokenBucket(cpuMsPerSecond, cpuBurstMs, now);
    this.#bytes = new TokenBucket(bytesPerSecond, bytesBurst, now);
  }

  /** Charges for one frame; gives for how many milliseconds nothing more should be read. */
  charge(now: number, cpuMs: number, bytes: number): number {
    return Math.ceil(Math.max(this.#cpu.borrow(now, cpuMs), this.#bytes.borrow(now, bytes)));
  }
}
