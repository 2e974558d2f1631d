import { randomUUID } from "node:crypto";
import { AppError } from "../../shared/errors.ts";
import { limits } from "../../shared/limits.ts";
import type { Database } from "../store/database.ts";
import type { Account, Accounts } from "./accounts.ts";
import type { ApiTokens } from "./apiTokens.ts";
import type { OneTime } from "./oneTime.ts";
import type { Passwords } from "./passwords.ts";
import type { SecondFactors } from "./secondFactor.ts";
import type { Origin, Sessions } from "./sessions.ts";

/** Where a way in led: into a session, or to the question for a code, with the secret of this step. */
export type SignInStep =
  | { kind: "session"; userId: string; sessionId: string; setCookies: string[]; invitation?: InvitedBy | undefined }
  | { kind: "secondStep"; token: string };

/** The invitation that somebody came by, to be taken up when he is in, and the address that it is for. */
export interface InvitedBy {
  id: string;
  email: string;
}

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
  /**
   * The secret of a link that signs in, and the account's own address; undefined when nobody may sign in with that one.
   * The database has the same to do in either case.
   */
  createLink(email: string): Promise<MailedSecret | undefined>;
  /** @throws AppError NOT_FOUND when the link is not good any more. */
  byLink(token: string, from: Origin): Promise<SignInStep>;
  /**
   * For somebody whom a provider knows by the account's address: links the two. Where the account has a second factor, the
   * link is made once that was passed, and the invitation comes back with the session.
   * @throws AppError FORBIDDEN for a disabled account.
   */
  byProvider(account: Account, link: ProviderLink, from: Origin, invitation?: InvitedBy): Promise<SignInStep>;
  /** For somebody whom another way in has let in; no code is asked for. */
  let(account: Account, from: Origin): Promise<Extract<SignInStep, { kind: "session" }>>;
  /** Whose second step it is; undefined when it is over. */
  accountOfStep(token: string): Promise<string | undefined>;
  /** @throws AppError SIGNED_OUT for a wrong code, or when the step is over: by its time or after five tries. */
  bySecondStep(token: string, code: string, from: Origin): Promise<SignInStep>;
  /** The secret of a link that sets a new password, and when it ends; to be passed on by hand. */
  createReset(userId: string): Promise<{ token: string; expiresAt: string }>;
  /** The same by mail: for the account of that address, alike {@link SignIns.createLink}. */
  createMailedReset(email: string): Promise<MailedSecret | undefined>;
  /** Sets the password, ends every session, secret and token. Resolves with whose it is. @throws AppError NOT_FOUND. */
  reset(token: string, password: string): Promise<string>;
  /** Links that were mailed and sign-ins under way are worth nothing any more, and all sessions but one end. */
  endOthers(userId: string, sessionId: string): Promise<void>;
  /** Nobody is in that account any more, and no secret of before leads in: sessions, links, steps, API tokens. */
  shutOut(userId: string): Promise<void>;
  /** The account of a provider's subject. */
  findLinked(providerId: string, subject: string): Promise<string | undefined>;
}

export interface MailedSecret {
  token: string;
  /** Where it goes. */
  email: string;
}

/** Whom a provider speaks of. */
export interface ProviderLink {
  providerId: string;
  subject: string;
}

export interface SignInsDeps {
  db: Database;
  accounts: Accounts;
  passwords: Passwords;
  secondFactors: SecondFactors;
  sessions: Sessions;
  apiTokens: ApiTokens;
  oneTime: OneTime;
}

interface Pending {
  userId: string;
  isBrief: boolean;
  /** Made when the step is passed. */
  link?: ProviderLink | undefined;
  /** Taken up when the step is passed. */
  invitation?: InvitedBy | undefined;
}

interface Reset {
  userId: string;
  /** It went to the account's address alone. */
  isMailed: boolean;
}

export function openSignIns(deps: SignInsDeps): SignIns {
  const { db, accounts, passwords, secondFactors, sessions, apiTokens, oneTime } = deps;

  const start = async (userId: string, from: Origin, isBrief: boolean) => ({
    kind: "session" as const,
    userId,
    ...(await sessions.start(userId, from, isBrief)),
  });

  /** Goes on after the first step: to the second, where the account has one. */
  const goOn = async (
    account: Account,
    from: Origin,
    isBrief: boolean,
    then: Pick<Pending, "link" | "invitation"> = {},
  ): Promise<SignInStep> => {
    if (account.isDisabled)
      throw new AppError("FORBIDDEN", "This account is disabled. Ask who looks after the studio.");
    if (!(await secondFactors.isOn(account.id))) return start(account.id, from, isBrief);
    const pending: Pending = { userId: account.id, isBrief, ...then };
    const { token } = await oneTime.create("second-step", pending, limits.signInStepTtlMs);
    return { kind: "secondStep", token };
  };

  const shutOut = async (userId: string) => {
    await oneTime.endAll(userId);
    await sessions.endAll(userId);
    await apiTokens.revokeAll(userId);
  };

  const prove = async (account: Account) => {
    if (account.isProven) return;
    // Whoever made the account may have been somebody else, who would keep a way in.
    await passwords.remove(account.id);
    await secondFactors.stop(account.id);
    await shutOut(account.id);
    await accounts.prove(account.id);
  };

  const connect = async (userId: string, { providerId, subject }: ProviderLink) => {
    const now = new Date().toISOString();
    await db
      .insertInto("account")
      .values({ id: randomUUID(), userId, providerId, accountId: subject, createdAt: now, updatedAt: now })
      .execute();
  };

  /** A secret for the account of an address. Where there is none, one that leads nowhere is made, which takes as long. */
  const createFor = async (email: string, create: (userId: string) => Promise<{ token: string }>) => {
    const account = await accounts.find({ email });
    const isGood = account !== undefined && !account.isDisabled;
    const { token } = await create(isGood ? account.id : randomUUID());
    return isGood ? { token, email: account.email } : undefined;
  };

  return {
    async byPassword({ email, password, rememberMe = true }, from) {
      const account = await accounts.find({ email });
      const isRight = await passwords.isRight(account?.id, password);
      if (account === undefined || !isRight)
        throw new AppError("SIGNED_OUT", "The e-mail address or the password is not right.");
      return goOn(account, from, !rememberMe);
    },

    createLink: (email) => createFor(email, (userId) => oneTime.create("sign-in", { userId }, limits.signInLinkTtlMs)),

    async byLink(token, from) {
      const link = await oneTime.redeem<{ userId: string }>("sign-in", token);
      const account = link && (await accounts.find({ id: link.userId }));
      if (account === undefined)
        throw new AppError("NOT_FOUND", "This link was used already or is too old. Ask for a new one.");
      // Where a code is asked for, the mail alone is not enough to take anything away.
      if (!(await secondFactors.isOn(account.id))) await prove(account);
      return goOn(account, from, false);
    },

    async byProvider(account, link, from, invitation) {
      if (account.isDisabled || (await secondFactors.isOn(account.id)))
        return goOn(account, from, false, { link, invitation });
      await prove(account);
      await connect(account.id, link);
      return start(account.id, from, false);
    },

    let: (account, from) => start(account.id, from, false),

    accountOfStep: async (token) => (await oneTime.peek<Pending>("second-step", token))?.userId,

    async bySecondStep(token, code, from) {
      const pending = await oneTime.tryOnce<Pending>("second-step", token, limits.codesPerStep);
      if (pending === undefined)
        throw new AppError("SIGNED_OUT", "That took too long, or too many tries. Please sign in again.");
      if (!(await secondFactors.take(pending.userId, code)))
        throw new AppError("SIGNED_OUT", "This code is not right, or it was used before.");
      const mine = await oneTime.redeem<Pending>("second-step", token);
      const account = mine && (await accounts.find({ id: mine.userId }));
      if (account === undefined || account.isDisabled) throw new AppError("SIGNED_OUT", "Please sign in again.");
      if (pending.link !== undefined) await connect(account.id, pending.link);
      return { ...(await start(account.id, from, pending.isBrief)), invitation: pending.invitation };
    },

    createReset: (userId) =>
      oneTime.create("reset", { userId, isMailed: false } satisfies Reset, limits.resetLinkTtlMs),

    createMailedReset: (email) =>
      createFor(email, (userId) =>
        oneTime.create("reset", { userId, isMailed: true } satisfies Reset, limits.resetLinkTtlMs),
      ),

    async reset(token, password) {
      const reset = await oneTime.redeem<Reset>("reset", token);
      const account = reset && (await accounts.find({ id: reset.userId }));
      if (account === undefined)
        throw new AppError("NOT_FOUND", "This link was used already or is too old. Ask for a new one.");
      if (reset?.isMailed === true && !(await secondFactors.isOn(account.id))) await prove(account);
      await passwords.set(account.id, password);
      await shutOut(account.id);
      return account.id;
    },

    async endOthers(userId, sessionId) {
      await oneTime.endAll(userId);
      await sessions.endAll(userId, sessionId);
    },

    shutOut,

    async findLinked(providerId, subject) {
      const row = await db
        .selectFrom("account")
        .where("providerId", "=", providerId)
        .where("accountId", "=", subject)
        .select("userId")
        .executeTakeFirst();
      return row?.userId;
    },
  };
}
