import type { Action } from "../auth/policy.ts";

/** How often one person, or one address while nobody is signed in, may do something in a minute. */
export function perMinute(action: Action): number {
  return rates[action] ?? 600;
}

const rates: Partial<Record<Action, number>> = {
  /** Guessing a password is slow from the start, and slower here. */
  signIn: 20,
  claimOwner: 20,
  /** A workshop of 100 people behind one address opens its link in the same minute. */
  peekLink: 300,
  openLink: 300,
  createMap: 60,
  importMap: 30,
  exportMap: 60,
  createTicket: 600,
  createLink: 60,
  /** Scripts write through this. */
  runCommands: 1_200,
  page: 3_000,
  /** Asked by machines, of nobody's secrets. */
  alive: 6_000,
  ready: 6_000,
};

/** Passwords tried for one account in a quarter of an hour, from wherever. */
export const signInsPerAccount = { max: 20, timeWindow: 15 * 60_000 };
