import { randomUUID } from "node:crypto";
import { AppError } from "../../shared/errors.ts";
import { limits } from "../../shared/limits.ts";
import type { Database } from "../store/database.ts";
import type { Account, Accounts } from "./accounts.ts";
import type { OneTime } from "./oneTime.ts";
import type { Passwords } from "./passwords.ts";
import type { SecondFactors } from "./secondFactor.ts";
import type { Origin, Sessions } from "./sessions.ts";

/** Where a way in led: into a session, or to the question for a code, with the secret of this step. */
export type SignInStep =
  | { kind: "session"; userId: string; sessionId: string; setCookies: string[] }
  | { kind: "secondStep"; token: string };

export interface Credentials {
  email: string;
  password: string;
  /** False ends the session with the browser. */
  rememberMe?: boolean | undefined;
}

/** The ways in, each of which ends with a session. */
export interface SignIns {
  /** @throws AppError SIGNED_OUT, alike whatever is wrong, FORBIDDEN for a disabled account whose password is right. */
  byPassword(credentials: Credentials, from: Origin): Promise<SignInStep>;
  /** The secret of a link that signs in; undefined when nobody may sign in with that address. */
  createLink(email: string): Promise<string | undefined>;
  /** @throws AppError NOT_FOUND when the link is not good any more. */
  byLink(token: string, from: Origin): Promise<SignInStep>;
  /** For somebody whom another way in has let in; no code is asked for. */
  let(account: Account, from: Origin): Promise<Extract<SignInStep, { kind: "session" }>>;
  /** Whose second step it is; undefined when it is over. */
  accountOfStep(token: string): Promise<string | undefined>;
  /** @throws AppError SIGNED_OUT for a wrong code, or when the step is over. */
  bySecondStep(token: string, code: string, from: Origin): Promise<SignInStep>;
  /** The secret of a link that sets a new password, and when it ends. `isMailed`: it goes to the account's address alone. */
  createReset(userId: string, isMailed: boolean): Promise<{ token: string; expiresAt: string }>;
  /** Sets the password, ends every session. Resolves with whose it is. @throws AppError NOT_FOUND. */
  reset(token: string, password: string): Promise<string>;
  /** Somebody has shown that the account's address is theirs; what anybody set up before that is worth nothing. */
  prove(account: Account): Promise<void>;
  /** The account of a provider's subject. */
  findLinked(providerId: string, subject: string): Promise<string | undefined>;
  link(userId: string, providerId: string, subject: string): Promise<void>;
}

export interface SignInsDeps {
  db: Database;
  accounts: Accounts;
  passwords: Passwords;
  secondFactors: SecondFactors;
  sessions: Sessions;
  oneTime: OneTime;
}

interface Pending {
  userId: string;
  isBrief: boolean;
}

export function openSignIns(deps: SignInsDeps): SignIns {
  const { db, accounts, passwords, secondFactors, sessions, oneTime } = deps;

  const start = async (userId: string, from: Origin, isBrief: boolean) => ({
    kind: "session" as const,
    userId,
    ...(await sessions.start(userId, from, isBrief)),
  });

  /** Goes on after the first step: to the second, where the account has one. */
  const goOn = async (account: Account, from: Origin, isBrief: boolean): Promise<SignInStep> => {
    if (account.isDisabled)
      throw new AppError("FORBIDDEN", "This account is disabled. Ask who looks after the studio.");
    if (!(await secondFactors.isOn(account.id))) return start(account.id, from, isBrief);
    const pending: Pending = { userId: account.id, isBrief };
    const { token } = await oneTime.create("second-step", pending, limits.signInStepTtlMs);
    return { kind: "secondStep", token };
  };

  const prove = async (account: Account) => {
    if (account.isProven) return;
    // Whoever made the account may have been somebody else, who would keep a way in.
    await passwords.remove(account.id);
    await secondFactors.stop(account.id);
    await sessions.endAll(account.id);
    await db.deleteFrom("apiToken").where("userId", "=", account.id).execute();
    await accounts.prove(account.id);
  };

  return {
    async byPassword({ email, password, rememberMe = true }, from) {
      const account = await accounts.find({ email });
      const isRight = await passwords.isRight(account?.id, password);
      if (account === undefined || !isRight)
        throw new AppError("SIGNED_OUT", "The e-mail address or the password is not right.");
      return goOn(account, from, !rememberMe);
    },

    async createLink(email) {
      const account = await accounts.find({ email });
      if (account === undefined || account.isDisabled) return undefined;
      return (await oneTime.create("sign-in", { userId: account.id }, limits.signInLinkTtlMs)).token;
    },

    async byLink(token, from) {
      const link = await oneTime.redeem<{ userId: string }>("sign-in", token);
      const account = link && (await accounts.find({ id: link.userId }));
      if (account === undefined)
        throw new AppError("NOT_FOUND", "This link was used already or is too old. Ask for a new one.");
      // Where a code is asked for, the mail alone is not enough to take anything away.
      if (!(await secondFactors.isOn(account.id))) await prove(account);
      return goOn(account, from, false);
    },

    let: (account, from) => start(account.id, from, false),

    accountOfStep: async (token) => (await oneTime.peek<Pending>("second-step", token))?.userId,

    async bySecondStep(token, code, from) {
      const pending = await oneTime.peek<Pending>("second-step", token);
      if (pending === undefined) throw new AppError("SIGNED_OUT", "That took too long. Please sign in again.");
      if (!(await secondFactors.take(pending.userId, code)))
        throw new AppError("SIGNED_OUT", "This code is not right, or it was used before.");
      const mine = await oneTime.redeem<Pending>("second-step", token);
      const account = mine && (await accounts.find({ id: mine.userId }));
      if (account === undefined || account.isDisabled) throw new AppError("SIGNED_OUT", "Please sign in again.");
      return start(account.id, from, pending.isBrief);
    },

    createReset: (userId, isMailed) => oneTime.create("reset", { userId, isMailed }, limits.resetLinkTtlMs),

    async reset(token, password) {
      const reset = await oneTime.redeem<{ userId: string; isMailed: boolean }>("reset", token);
      const account = reset && (await accounts.find({ id: reset.userId }));
      if (account === undefined)
        throw new AppError("NOT_FOUND", "This link was used already or is too old. Ask for a new one.");
      if (reset?.isMailed === true && !(await secondFactors.isOn(account.id))) await prove(account);
      await passwords.set(account.id, password);
      await sessions.endAll(account.id);
      return account.id;
    },

    prove,

    async findLinked(providerId, subject) {
      const row = await db
        .selectFrom("account")
        .where("providerId", "=", providerId)
        .where("accountId", "=", subject)
        .select("userId")
        .executeTakeFirst();
      return row?.userId;
    },

    async link(userId, providerId, subject) {
      const now = new Date().toISOString();
      await db
        .insertInto("account")
        .values({ id: randomUUID(), userId, providerId, accountId: subject, createdAt: now, updatedAt: now })
        .execute();
    },
  };
}
