import { AppError } from "../../shared/errors.ts";
import { AddressRate } from "./addressRate.ts";

/** How often somebody may try a secret of one account, one link or one sign-in, from wherever. */
export interface Attempts {
  /** Counts one try. @throws AppError RATE when it was one too many. */
  count(of: string): void;
  /** Counts a wrong one only, where many come with the right one: @throws AppError RATE when there were too many. */
  refuseCrowd(of: string): void;
  noteWrong(of: string): void;
}

/** Passwords, codes and links tried in a quarter of an hour. */
const max = 20;
const windowSeconds = 15 * 60;

export function openAttempts(): Attempts {
  const tries = new AddressRate(max / windowSeconds, max);
  const refusal = () => new AppError("RATE", "Too many tries. Try again in a quarter of an hour.");
  return {
    count(of) {
      if (!tries.take(of)) throw refusal();
    },
    refuseCrowd(of) {
      if (!tries.has(of)) throw refusal();
    },
    noteWrong(of) {
      tries.take(of);
    },
  };
}
