import { AppError } from "../../shared/errors.ts";
import { AddressRate } from "./addressRate.ts";
import { networkOf } from "./networkOf.ts";

/** How often somebody may try a secret of one account, one link or one sign-in, and have mails sent. */
export interface Attempts {
  /** Counts one try from that address. @throws AppError RATE when it was one too many from its network, or from all. */
  count(of: string, address: string): void;
  /** Counts a wrong one only, where many come with the right one: @throws AppError RATE when there were too many. */
  refuseCrowd(of: string): void;
  noteWrong(of: string): void;
  /** Counts one mail of its kind to somebody; false when it is not to be sent, of which who asks is told nothing. */
  mayMail(kind: "sign-in" | "reset" | "invitation", to: string): boolean;
  /** Counts one invitation. @throws AppError RATE when somebody sends more than a department needs. */
  countInvitation(by: string): void;
}

/** Passwords, codes and links tried in a quarter of an hour: by one network, and by all together. */
const max = 20;
const maxOfAll = 200;
const windowSeconds = 15 * 60;

const mailsPerHour = 5;
const invitationsPerHour = 300;
const hourSeconds = 3_600;

export function openAttempts(): Attempts {
  const tries = new AddressRate(max / windowSeconds, max);
  const triesOfAll = new AddressRate(maxOfAll / windowSeconds, maxOfAll);
  const mails = new AddressRate(mailsPerHour / hourSeconds, mailsPerHour);
  const invitations = new AddressRate(invitationsPerHour / hourSeconds, invitationsPerHour);
  const refusal = () => new AppError("RATE", "Too many tries. Try again in a quarter of an hour.");
  return {
    count(of, address) {
      // What one network has too much of takes nothing from the others: a stranger must not lock anybody out.
      if (!tries.take(`${of} from ${networkOf(address)}`) || !triesOfAll.take(of)) throw refusal();
    },
    refuseCrowd(of) {
      if (!tries.has(of)) throw refusal();
    },
    noteWrong(of) {
      tries.take(of);
    },
    mayMail: (kind, to) => mails.take(`${kind} ${to.toLowerCase()}`),
    countInvitation(by) {
      if (!invitations.take(by)) throw new AppError("RATE", "Too many invitations for now. Go on in an hour.");
    },
  };
}
