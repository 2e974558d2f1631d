import type { FastifyRequest } from "fastify";
import { AppError } from "../../shared/errors.ts";
import type { Passwords } from "../auth/passwords.ts";
import type { SecondFactors } from "../auth/secondFactor.ts";
import type { Sessions } from "../auth/sessions.ts";
import type { Attempts } from "./attempts.ts";
import { accountOf } from "./handler.ts";

/** Makes sure that it is an account's own person who asks, and not somebody with a session that was left open or stolen. */
export interface SelfProof {
  /**
   * The password; of an account without one, a session that was just signed in to.
   * @throws AppError FORBIDDEN, RATE after too many.
   */
  byPassword(request: FastifyRequest, password: string | undefined): Promise<void>;
  /** Where signing in asks for a code: one, and the password where there is one. Else as above. @throws AppError alike. */
  byCode(request: FastifyRequest, given: { password?: string | undefined; code?: string | undefined }): Promise<void>;
  /** A session that was just signed in to, else the password. @throws AppError alike. */
  byRecentSignIn(request: FastifyRequest, password: string | undefined): Promise<void>;
}

export interface SelfProofDeps {
  passwords: Passwords;
  secondFactors: SecondFactors;
  sessions: Sessions;
  attempts: Attempts;
}

export function openSelfProof({ passwords, secondFactors, sessions, attempts }: SelfProofDeps): SelfProof {
  const mustKnowPassword = async (userId: string, address: string, password: string | undefined) => {
    if (password === undefined)
      throw new AppError("FORBIDDEN", "Your password is needed for this.", [
        { path: "password", message: "is needed" },
      ]);
    await attempts.count(`password ${userId}`, address);
    if (!(await passwords.isRight(userId, password)))
      throw new AppError("FORBIDDEN", "The password is not right.", [{ path: "password", message: "is not right" }]);
  };
  const mustBeRecent = async (sessionId: string) => {
    if (await sessions.isRecent(sessionId)) return;
    throw new AppError(
      "FORBIDDEN",
      "You signed in more than 15 minutes ago. Sign out and in again, then this works: it shows that it is you.",
    );
  };

  const proof: SelfProof = {
    async byPassword({ who, ip }, password) {
      const { user, sessionId } = accountOf(who);
      if (await passwords.has(user.id)) await mustKnowPassword(user.id, ip, password);
      else await mustBeRecent(sessionId);
    },

    async byCode(request, { password, code }) {
      const { user } = accountOf(request.who);
      if (!(await secondFactors.isOn(user.id))) return proof.byPassword(request, password);
      if (await passwords.has(user.id)) await mustKnowPassword(user.id, request.ip, password);
      await attempts.count(`code ${user.id}`, request.ip);
      if (code === undefined || !(await secondFactors.take(user.id, code)))
        throw new AppError("FORBIDDEN", "This code is not right, or it was used before.", [
          { path: "code", message: "is not right, or was used before" },
        ]);
    },

    async byRecentSignIn(request, password) {
      const { sessionId } = accountOf(request.who);
      if (!(await sessions.isRecent(sessionId))) await proof.byPassword(request, password);
    },
  };
  return proof;
}
