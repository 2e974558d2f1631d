import type { Action } from "../auth/policy.ts";

/** How often one person, or one address while nobody is signed in, may do something in a minute. */
export function perMinute(action: Action): number {
  return rates[action] ?? 1_200;
}

const rates: Partial<Record<Action, number>> = {
  /** Guessing a password is slow from the start, and slower here. */
  signIn: 20,
  claimOwner: 20,
  confirmSecondFactor: 20,
  useSignInLink: 20,
  resetPassword: 20,
  changePassword: 20,
  startSecondFactor: 20,
  finishSecondFactor: 20,
  stopSecondFactor: 20,
  renewBackupCodes: 20,
  createToken: 20,
  eraseMe: 20,
  /** Each may send a mail, or asks the provider. */
  sendSignInLink: 10,
  sendResetLink: 10,
  askForInvitation: 10,
  startSso: 60,
  finishSso: 60,
  invite: 120,
  inviteToMap: 120,
  /** A department behind one address accepts in the same minute. */
  peekInvitation: 300,
  acceptInvitation: 120,
  exportMe: 10,
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
