import { type ErrorCode } from "../../shared/errors.ts";
import { limits } from "../../shared/limits.ts";

export type ConnectionLimits = Pick<
  typeof limits,
  "connectionsPerUser" | "connectionsPerAddress" | "connectionsPerProcess"
>;

/** How many connections there are, by address and by user. */
export class ConnectionCounts {
  readonly #max: { [K in keyof ConnectionLimits]: number };
  readonly #byAddress = new Map<string, number>();
  readonly #byUser = new Map<string, number>();
  #total = 0;

  constructor(max: Partial<{ [K in keyof ConnectionLimits]: number }> = {}) {
    this.#max = { ...limits, ...max };
  }

  /** Counts a stranger's connection in, or names why it cannot be; `leaveAddress` counts it out. */
  enter(address: string): ErrorCode | undefined {
    if (this.#total >= this.#max.connectionsPerProcess) return "UNAVAILABLE";
    if ((this.#byAddress.get(address) ?? 0) >= this.#max.connectionsPerAddress) return "RATE";
    this.#total += 1;
    add(this.#byAddress, address, 1);
    return undefined;
  }

  leave(address: string): void {
    this.#total -= 1;
    add(this.#byAddress, address, -1);
  }

  /** Counts a user's connection in, or names why it cannot be; `leaveUser` counts it out. */
  enterUser(userId: string): ErrorCode | undefined {
    if ((this.#byUser.get(userId) ?? 0) >= this.#max.connectionsPerUser) return "RATE";
    add(this.#byUser, userId, 1);
    return undefined;
  }

  leaveUser(userId: string): void {
    add(this.#byUser, userId, -1);
  }
}

function add(counts: Map<string, number>, key: string, step: number): void {
  const count = (counts.get(key) ?? 0) + step;
  if (count > 0) counts.set(key, count);
  else counts.delete(key);
}
