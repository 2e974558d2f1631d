import type { FastifyRequest } from "fastify";
import { AppError } from "../../shared/errors.ts";
import type { Accounts } from "../auth/accounts.ts";
import type { ApiTokens } from "../auth/apiTokens.ts";
import { type Passes, passOf } from "../auth/passes.ts";
import type { Passwords } from "../auth/passwords.ts";
import type { SecondFactors } from "../auth/secondFactor.ts";
import type { Sessions } from "../auth/sessions.ts";
import type { SignIns } from "../auth/signIns.ts";
import type { Audit } from "../people/audit.ts";
import { eraseAccount, eraseGuest } from "../people/erasure.ts";
import type { ReadMe } from "../people/me.ts";
import { myData } from "../people/myData.ts";
import type { Database } from "../store/database.ts";
import type { Attempts } from "./attempts.ts";
import type { Cookies } from "./cookies.ts";
import type { Expulsion } from "./expulsion.ts";
import { type Handlers, accountOf, userOf } from "./handler.ts";
import { openSelfProof } from "./selfProof.ts";

export interface AccountDeps {
  db: Database;
  accounts: Accounts;
  passwords: Passwords;
  secondFactors: SecondFactors;
  sessions: Sessions;
  signIns: SignIns;
  apiTokens: ApiTokens;
  passes: Passes;
  audit: Audit;
  readMe: ReadMe;
  attempts: Attempts;
  cookies: Cookies;
  expulsion: Expulsion;
}

type Names =
  | "changeMe"
  | "changePassword"
  | "listSessions"
  | "endSession"
  | "endOtherSessions"
  | "startSecondFactor"
  | "finishSecondFactor"
  | "stopSecondFactor"
  | "renewBackupCodes"
  | "listTokens"
  | "createToken"
  | "revokeToken"
  | "exportMe"
  | "eraseMe";

/** What somebody does with his own account. */
export function accountHandlers(deps: AccountDeps): Handlers<Names> {
  const { db, accounts, passwords, secondFactors, sessions, signIns, apiTokens, passes, audit, readMe } = deps;
  const { attempts, cookies, expulsion } = deps;
  const proof = openSelfProof({ passwords, secondFactors, sessions, attempts });
  const judgeUser = (userId: string) => expulsion.judgeAgain((_map, member) => member.userId === userId);

  return {
    async changeMe({ who, body: { name } }) {
      const { user, sessionId } = accountOf(who);
      await accounts.rename(user.id, name);
      return readMe((await passes.read({ kind: "account", id: sessionId })) ?? accountOf(who));
    },

    async changePassword({ who, body: { current, password }, request }) {
      const { user, sessionId } = accountOf(who);
      await proof.byPassword(request, current);
      await passwords.set(user.id, password);
      await signIns.endOthers(user.id, sessionId);
      await judgeUser(user.id);
    },

    listSessions({ who }) {
      const { user, sessionId } = accountOf(who);
      return sessions.list(user.id, sessionId);
    },

    async endSession({ who, params }) {
      const { user } = accountOf(who);
      if (!(await sessions.end(user.id, params.session)))
        throw new AppError("NOT_FOUND", "You have no such session, or it has ended.");
      await judgeUser(user.id);
    },

    async endOtherSessions({ who }) {
      const { user, sessionId } = accountOf(who);
      await sessions.endAll(user.id, sessionId);
      await judgeUser(user.id);
    },

    async startSecondFactor({ who, body, request }) {
      const { user } = accountOf(who);
      await proof.byPassword(request, body.password);
      const account = await accounts.find({ id: user.id });
      return secondFactors.start(user.id, account?.email ?? user.name);
    },

    async finishSecondFactor({ who, body, request }) {
      const { user } = accountOf(who);
      await attempts.count(`code ${user.id}`, request.ip);
      await secondFactors.finish(user.id, body.code);
    },

    async stopSecondFactor({ who, body, request }) {
      const { user } = accountOf(who);
      await proof.byCode(request, body);
      await secondFactors.stop(user.id);
    },

    async renewBackupCodes({ who, body, request }) {
      const { user } = accountOf(who);
      await proof.byCode(request, body);
      return { backupCodes: await secondFactors.renewCodes(user.id) };
    },

    listTokens: ({ who }) => apiTokens.list(accountOf(who).user.id),

    async createToken({ who, body: { password, ...wanted }, request }) {
      await proof.byRecentSignIn(request, password);
      const token = await apiTokens.create(accountOf(who).user.id, wanted);
      request.trail.object = { kind: "token", id: token.id };
      request.trail.details = { scope: token.scope };
      return token;
    },

    async revokeToken({ who, params }) {
      const { user } = accountOf(who);
      if (!(await apiTokens.revoke(user.id, params.token)))
        throw new AppError("NOT_FOUND", "You have no such token, or it has ended.");
      await judgeUser(user.id);
    },

    async exportMe({ who }) {
      if (who.kind !== "account" && who.kind !== "guest") throw notSelf();
      return myData(db, audit, who);
    },

    async eraseMe({ who, body, request, reply }) {
      if (who.kind === "guest") await eraseGuest(db, who.user.id);
      else {
        const { user } = accountOf(who);
        const account = await accounts.find({ id: user.id });
        if (account?.email !== body.email.trim().toLowerCase())
          throw new AppError("INVALID", "Type the e-mail address of your account to erase it.", [
            { path: "email", message: "is not that of your account" },
          ]);
        await proof.byPassword(request, body.password);
        await eraseAccount(db, user.id);
      }
      await clearSession(request, reply);
      await judgeUser(userOf(who).id);
    },
  };

  async function clearSession(request: FastifyRequest, reply: Parameters<Cookies["clear"]>[0]): Promise<void> {
    const pass = passOf(request.who);
    if (pass?.kind === "guest") cookies.clear(reply, "guest");
    else void reply.header("set-cookie", (await sessions.signOut(request.headers)).setCookies);
  }
}

function notSelf(): AppError {
  return new AppError("FORBIDDEN", "This is for somebody who is signed in.");
}
