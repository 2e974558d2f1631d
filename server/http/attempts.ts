import { AppError } from "../../shared/errors.ts";
import type { Tries } from "../auth/tries.ts";
import { AddressRate } from "./addressRate.ts";
import { networkOf } from "./networkOf.ts";

/** How often somebody may try a secret of one account, one link or one sign-in, and have mails sent. */
export interface Attempts {
  /** Counts one try from that address. @throws AppError RATE when it was one too many from its network, or from all. */
  count(of: string, address: string): Promise<void>;
  /** Counts a wrong one only, where many come with the right one: @throws AppError RATE when there were too many. */
  refuseCrowd(of: string): Promise<void>;
  noteWrong(of: string): Promise<void>;
  /** Counts one mail of its kind to somebody; false when it is not to be sent, of which who asks is told nothing. */
  mayMail(kind: "sign-in" | "reset" | "invitation", to: string): boolean;
  /** Counts one invitation. @throws AppError RATE when somebody sends more than a department needs. */
  countInvitation(by: string): void;
}

/** Passwords, codes and links tried in a window: by one network, and by all together. */
const max = 20;
const maxOfAll = 200;
export const attemptsWindowMs = 15 * 60_000;

const mailsPerHour = 5;
const invitationsPerHour = 300;
const hourSeconds = 3_600;

/** @param tries within {@link attemptsWindowMs}; mails and invitations are counted by each process. */
export function openAttempts(tries: Tries): Attempts {
  const mails = new AddressRate(mailsPerHour / hourSeconds, mailsPerHour);
  const invitations = new AddressRate(invitationsPerHour / hourSeconds, invitationsPerHour);
  const refusal = () => new AppError("RATE", "Too many tries. Try again in a quarter of an hour.");
  return {
    async count(of, address) {
      // What one network has too much of takes nothing from the others: a stranger must not lock anybody out.
      if (!(await tries.take(`${of} from ${networkOf(address)}`, max)) || !(await tries.take(of, maxOfAll)))
        throw refusal();
    },
    async refuseCrowd(of) {
      if (!(await tries.has(of, max))) throw refusal();
    },
    async noteWrong(of) {
      await tries.take(of, max);
    },
    mayMail: (kind, to) => mails.take(`${kind} ${to.toLowerCase()}`),
    countInvitation(by) {
      if (!invitations.take(by)) throw new AppError("RATE", "Too many invitations for now. Go on in an hour.");
    },
  };
}
