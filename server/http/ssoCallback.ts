import type { FastifyInstance, FastifyRequest } from "fastify";
import { personEmail } from "../../shared/api/people.ts";
import { limits } from "../../shared/limits.ts";
import type { Accounts } from "../auth/accounts.ts";
import type { SignIns } from "../auth/signIns.ts";
import type { Sso, SsoIdentity, SsoWay } from "../auth/sso.ts";
import type { Log } from "../log.ts";
import type { Invitations } from "../people/invitations.ts";
import type { Joining } from "../people/joining.ts";
import type { Cookies } from "./cookies.ts";
import { perMinute } from "./rates.ts";
import { originOfSession, ssoCallbackPath } from "./signInHandlers.ts";
import { takeUpInvitation } from "./takeUpInvitation.ts";

export interface SsoCallbackDeps {
  accounts: Accounts;
  signIns: SignIns;
  joining: Joining;
  invitations: Invitations;
  sso: Sso | undefined;
  cookies: Cookies;
  log: Log;
  originOf: (request: FastifyRequest) => string;
}

/** Why somebody was not let in, as the page of signing in reads it from its address. */
type Refusal = "sso_cancelled" | "sso_failed" | "sso_unverified" | "sso_closed" | "disabled";

/** Where the browser comes back to from the organisation's provider. It leads to the studio's own pages and nowhere else. */
export function addSsoCallback(app: FastifyInstance, deps: SsoCallbackDeps): void {
  const { signIns, sso, cookies, log, originOf } = deps;
  const rateLimit = { max: perMinute("finishSso"), timeWindow: 60_000 };
  app.get(ssoCallbackPath, { config: { action: "finishSso", rateLimit } }, async (request, reply) => {
    const state = cookies.read(request, "sso");
    cookies.clear(reply, "sso");
    const way: SsoWay = (state !== undefined && (await sso?.wayOf(state))) || { next: "/" };
    const backToSignIn = (why: Record<string, string>, address?: string) => {
      // What an invitation is to is open to its own address alone.
      const isOpen = way.next !== "/" && (way.invitation === undefined || way.invitation.email === address);
      return reply.redirect(
        `/sign-in?${String(new URLSearchParams({ ...why, ...(isOpen && { next: way.next }) }))}`,
        303,
      );
    };
    const refuse = (error: Refusal) => {
      request.trail.code = "FORBIDDEN";
      request.trail.details = { error };
      return backToSignIn({ error });
    };
    const answer = request.query as Record<string, unknown>;
    if (sso === undefined || state === undefined || answer.state !== state) return refuse("sso_failed");
    if (answer.error === "access_denied") return refuse("sso_cancelled");
    if (typeof answer.code !== "string") return refuse("sso_failed");
    let identity: SsoIdentity;
    try {
      const iss = typeof answer.iss === "string" ? answer.iss : undefined;
      identity = await sso.finish({ code: answer.code, state, iss }, originOf(request) + ssoCallbackPath);
    } catch (error) {
      log.warn({ err: error }, "single sign-on failed");
      return refuse("sso_failed");
    }
    const found = await find(identity, deps);
    if (typeof found === "string") return refuse(found);
    const { account, isLinked } = found;
    request.trail.object = { kind: "account", id: account.id };
    if (account.isDisabled) return refuse("disabled");
    const from = originOfSession(request);
    const link = { providerId: identity.issuer, subject: identity.subject };
    const step = isLinked
      ? await signIns.let(account, from)
      : await signIns.byProvider(account, link, from, way.invitation);
    if (step.kind === "secondStep") {
      cookies.set(reply, "step", step.token, limits.signInStepTtlMs);
      request.trail.isNothing = true;
      return backToSignIn({ step: "code" }, account.email);
    }
    const { setCookies } = step;
    request.trail.actor = { id: account.id, kind: "account" };
    const isTaken = way.invitation === undefined || (await takeUpInvitation(way.invitation, account, request, deps));
    return reply.header("set-cookie", setCookies).redirect(isTaken ? way.next : "/", 303);
  });
}

/** Whose account it is: the one that was linked, else the one of the confirmed address, else a new one where one may come in. */
async function find({ issuer, subject, email, isEmailVerified, name }: SsoIdentity, deps: SsoCallbackDeps) {
  const { accounts, signIns, joining } = deps;
  const linked = await signIns.findLinked(issuer, subject);
  if (linked !== undefined) {
    const account = await accounts.find({ id: linked });
    return account === undefined ? ("sso_failed" satisfies Refusal) : { account, isLinked: true };
  }
  // What is no address here could come to look like somebody's when its letters are made small.
  const address = personEmail.safeParse(email);
  if (!address.success || !isEmailVerified) return "sso_unverified" satisfies Refusal;
  const known = await accounts.find({ email: address.data });
  const account = known ?? (await joining.welcome(nameOf(name, address.data), address.data));
  return account === undefined ? ("sso_closed" satisfies Refusal) : { account, isLinked: false };
}

/** A name that everybody's screen can show. */
function nameOf(name: string | undefined, email: string): string {
  const clean = (name ?? "")
    .replaceAll(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, "")
    .trim()
    .slice(0, 80)
    .trim();
  return clean === "" ? email.slice(0, email.indexOf("@")).slice(0, 80) || "Somebody" : clean;
}
