import type { Action } from "../auth/policy.ts";

/** How often one person, or one address while nobody is signed in, may do something in a minute. */
export function perMinute(action: Action): number {
  return rates[action] ?? 1_200;
}

const rates: Partial<Record<Action, number>> = {
  /** Guessing a password is slow from the start, and slower here. */
  signIn: 20,
  claimOwner: 20,
  /** A workshop of 100 people behind one address opens its link in the same minute. */
  peekLink: 300,
  openLink: 300,
  /** Up to 10 MB each. */
  importMap: 60,
  exportMap: 120,
  /** Five a second is more than a hand ticks and writes. */
  actInExercise: 300,
  createExercise: 60,
  /** A run is sent with each tick; a phone that comes back after a shift has some dozens. */
  putRun: 240,
  /** A load test is one person with thousands of sockets. */
  createTicket: 12_000,
};

/** Passwords tried for one account in a quarter of an hour, from wherever. */
export const signInsPerAccount = { max: 20, timeWindow: 15 * 60_000 };
