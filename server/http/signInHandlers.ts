import type { FastifyReply, FastifyRequest } from "fastify";
import type { Me, SignedIn } from "../../shared/api/people.ts";
import { must } from "../../shared/assert.ts";
import { AppError } from "../../shared/errors.ts";
import { limits } from "../../shared/limits.ts";
import type { Accounts } from "../auth/accounts.ts";
import { type Passes, passOf } from "../auth/passes.ts";
import type { Origin, Sessions } from "../auth/sessions.ts";
import type { SignIns, SignInStep } from "../auth/signIns.ts";
import type { Sso, SsoWay } from "../auth/sso.ts";
import type { Log } from "../log.ts";
import type { Mailer } from "../mail/mailer.ts";
import { invitationMail, resetMail, signInMail } from "../mail/mails.ts";
import type { Invitations } from "../people/invitations.ts";
import type { Joining } from "../people/joining.ts";
import type { ReadMe } from "../people/me.ts";
import { type SignUpRules, takesDomainOf } from "../people/signUpRules.ts";
import type { Workspaces } from "../people/workspaces.ts";
import type { Attempts } from "./attempts.ts";
import type { Cookies } from "./cookies.ts";
import type { Expulsion } from "./expulsion.ts";
import type { Handlers } from "./handler.ts";
import { takeUpInvitation } from "./takeUpInvitation.ts";

export interface SignInDeps {
  accounts: Accounts;
  signIns: SignIns;
  sessions: Sessions;
  passes: Passes;
  readMe: ReadMe;
  attempts: Attempts;
  cookies: Cookies;
  expulsion: Expulsion;
  mailer: Mailer | undefined;
  sso: Sso | undefined;
  rules: SignUpRules;
  invitations: Invitations;
  joining: Joining;
  workspaces: Workspaces;
  log: Log;
  /** The studio's address as this asker reaches it. */
  originOf: (request: FastifyRequest) => string;
}

type Names =
  | "signIn"
  | "signOut"
  | "confirmSecondFactor"
  | "sendSignInLink"
  | "useSignInLink"
  | "sendResetLink"
  | "resetPassword"
  | "startSso"
  | "askForInvitation";

/** Where the provider sends the browser back to. */
export const ssoCallbackPath = "/api/v1/sign-in/sso/callback";

/** The ways in: by password, by a code besides, by a mail, by the organisation's provider. */
export function signInHandlers(deps: SignInDeps): Handlers<Names> {
  const { accounts, signIns, sessions, attempts, cookies, expulsion, mailer, sso, rules, originOf } = deps;

  const answer = async (step: SignInStep, request: FastifyRequest, reply: FastifyReply): Promise<SignedIn> => {
    if (step.kind === "session") return welcome(deps, step, request, reply);
    cookies.set(reply, "step", step.token, limits.signInStepTtlMs);
    request.trail.isNothing = true;
    return { secondFactor: true };
  };
  const mustMail = (): Mailer => {
    if (mailer === undefined) throw new AppError("FORBIDDEN", "This studio sends no mail. Ask who looks after it.");
    return mailer;
  };
  /** To the account's own address: another spelling of it may be somebody else's mailbox. */
  const mailLink = async (by: Mailer, email: string, request: FastifyRequest): Promise<undefined> => {
    if (!attempts.mayMail("sign-in", email)) return;
    const made = await signIns.createLink(email);
    if (made !== undefined) by.send(made.email, signInMail(`${originOf(request)}/sign-in/link#${made.token}`));
  };

  /** To what somebody is invited. The secret itself is not kept. @throws AppError NOT_FOUND when it is good no more. */
  const wayOf = async (token: string): Promise<SsoWay> => {
    const { id, email, mapId, workspaceId } = await deps.invitations.find(token);
    const next =
      mapId !== null
        ? `/maps/${encodeURIComponent(mapId)}`
        : workspaceId !== null
          ? `/?workspace=${encodeURIComponent(workspaceId)}`
          : "/";
    return { next, invitation: { id, email } };
  };

  return {
    async signIn({ body, request, reply }) {
      await attempts.count(`account ${body.email.trim().toLowerCase()}`, request.ip);
      const known = await accounts.find({ email: body.email });
      if (known !== undefined) request.trail.object = { kind: "account", id: known.id };
      return answer(await signIns.byPassword(body, originOfSession(request)), request, reply);
    },

    async confirmSecondFactor({ body: { code }, request, reply }) {
      const token = cookies.read(request, "step");
      const userId = token === undefined ? undefined : await signIns.accountOfStep(token);
      if (token === undefined || userId === undefined)
        throw new AppError("SIGNED_OUT", "That took too long. Please sign in again.");
      request.trail.object = { kind: "account", id: userId };
      await attempts.count(`code ${userId}`, request.ip);
      const step = mustBeIn(await signIns.bySecondStep(token, code, originOfSession(request)));
      cookies.clear(reply, "step");
      if (step.invitation !== undefined) {
        const account = must(await accounts.find({ id: userId }), "who signed in has an account");
        await takeUpInvitation(step.invitation, account, request, deps);
      }
      return welcome(deps, step, request, reply);
    },

    async signOut({ who, request, reply }) {
      const { setCookies } = await sessions.signOut(request.headers);
      void reply.header("set-cookie", setCookies);
      const pass = passOf(who);
      if (pass?.kind === "account") await expulsion.judgeAgain((_map, member) => member.pass?.id === pass.id);
      else request.trail.isNothing = true;
    },

    async sendSignInLink({ body: { email }, request }) {
      const by = mustMail();
      await attempts.count(`mail ${email.toLowerCase()}`, request.ip);
      await mailLink(by, email, request);
    },

    async useSignInLink({ body: { token }, request, reply }) {
      return answer(await signIns.byLink(token, originOfSession(request)), request, reply);
    },

    async sendResetLink({ body: { email }, request }) {
      const by = mustMail();
      await attempts.count(`mail ${email.toLowerCase()}`, request.ip);
      if (!attempts.mayMail("reset", email)) return;
      const made = await signIns.createMailedReset(email);
      if (made !== undefined) by.send(made.email, resetMail(`${originOf(request)}/password#${made.token}`));
    },

    async resetPassword({ body: { token, password }, request }) {
      const userId = await signIns.reset(token, password);
      request.trail.object = { kind: "account", id: userId };
      await expulsion.judgeAgain((_map, member) => member.userId === userId);
    },

    async startSso({ body: { next, invitation }, request, reply }) {
      if (sso === undefined) throw new AppError("NOT_FOUND", "This studio has no single sign-on.");
      const way = invitation === undefined ? { next: next ?? "/" } : await wayOf(invitation);
      try {
        const { url, state } = await sso.start(originOf(request) + ssoCallbackPath, way);
        cookies.set(reply, "sso", state, limits.signInStepTtlMs);
        return { url };
      } catch (error) {
        deps.log.error({ err: error }, "the provider of single sign-on does not answer");
        throw new AppError("UNAVAILABLE", "Your organisation's sign-in does not answer right now. Try again soon.");
      }
    },

    async askForInvitation({ body: { email }, request }) {
      const by = mustMail();
      const settings = await rules.read();
      if (!takesDomainOf(settings, email))
        throw new AppError("FORBIDDEN", "This studio does not take this address without an invitation.");
      await attempts.count(`mail ${email.toLowerCase()}`, request.ip);
      if ((await accounts.find({ email })) !== undefined) {
        await mailLink(by, email, request);
        return;
      }
      if (!attempts.mayMail("invitation", email)) return;
      const { domainWorkspace, domainRole } = settings;
      const hasWorkspace = domainWorkspace !== null && (await deps.workspaces.has(domainWorkspace));
      const { token } = await deps.invitations.create({
        email,
        to: hasWorkspace ? { workspace: domainWorkspace } : { studio: true },
        role: hasWorkspace ? domainRole : null,
        invitedBy: null,
        isMailed: true,
      });
      by.send(email.toLowerCase(), invitationMail(`${originOf(request)}/invitation#${token}`, "Kept"));
    },
  };
}

/** Answers with the session's cookies and who is in. */
export async function welcome(
  { passes, readMe }: Pick<SignInDeps, "passes" | "readMe">,
  { userId, sessionId, setCookies }: Extract<SignInStep, { kind: "session" }>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Me> {
  void reply.header("set-cookie", setCookies);
  request.trail.actor = { id: userId, kind: "account" };
  request.trail.object = { kind: "account", id: userId };
  const who = must(await passes.read({ kind: "account", id: sessionId }), "a session that was just made is there");
  return readMe(who);
}

export function originOfSession({ headers, ip }: FastifyRequest): Origin {
  return { userAgent: headers["user-agent"] ?? "", address: ip };
}

function mustBeIn(step: SignInStep): Extract<SignInStep, { kind: "session" }> {
  if (step.kind !== "session") throw new Error("after the second step there is no third");
  return step;
}
