import { AppError } from "../../shared/errors.ts";
import { limits } from "../../shared/limits.ts";
import type { Accounts } from "../auth/accounts.ts";
import type { Guests } from "../auth/guests.ts";
import { type OwnerClaim, openOwnerClaim } from "../auth/ownerClaim.ts";
import type { Passes } from "../auth/passes.ts";
import { hashOfPassword, isPasswordOf, keepPassword } from "../auth/passwords.ts";
import type { FoundLink, ShareLinks } from "../auth/shareLinks.ts";
import type { SignIns } from "../auth/signIns.ts";
import type { Sso } from "../auth/sso.ts";
import type { Mailer } from "../mail/mailer.ts";
import type { ReadMe } from "../people/me.ts";
import type { SignUpRules } from "../people/signUpRules.ts";
import type { Attempts } from "./attempts.ts";
import type { Cookies } from "./cookies.ts";
import type { Expulsion } from "./expulsion.ts";
import { refusal } from "./guard.ts";
import { type Handlers, userOf } from "./handler.ts";
import { originOfSession, welcome } from "./signInHandlers.ts";

export interface PeopleDeps {
  accounts: Accounts;
  signIns: SignIns;
  passes: Passes;
  claim: OwnerClaim;
  guests: Guests;
  shareLinks: ShareLinks;
  attempts: Attempts;
  cookies: Cookies;
  expulsion: Expulsion;
  readMe: ReadMe;
  rules: SignUpRules;
  mailer: Mailer | undefined;
  sso: Sso | undefined;
}

type Names = "readSetup" | "claimOwner" | "readMe" | "leaveAsGuest" | "peekLink" | "openLink";

/** Who is here: the owner's claim, and guests who come by a link. */
export function peopleHandlers(deps: PeopleDeps): Handlers<Names> {
  const { accounts, signIns, claim, guests, shareLinks, attempts, cookies, expulsion, readMe } = deps;

  /** @throws AppError FORBIDDEN when the link asks for a password and this is not it, RATE after too many wrong ones. */
  const mustOpen = async ({ id, passwordHash }: FoundLink, password: string | undefined) => {
    if (passwordHash === null) return;
    await attempts.refuseCrowd(`link ${id}`);
    if (await isPasswordOf(passwordHash, password ?? "")) return;
    await attempts.noteWrong(`link ${id}`);
    throw new AppError("FORBIDDEN", "The password of this link is not right. Ask who sent it to you.", [
      { path: "password", message: "is not right" },
    ]);
  };

  return {
    async readSetup() {
      const { signUp } = await deps.rules.read();
      return {
        claimed: await accounts.hasOwner(),
        mail: deps.mailer !== undefined,
        sso: deps.sso?.label ?? null,
        signUp: signUp === "domain" && deps.mailer !== undefined,
      };
    },

    async claimOwner({ body: { token, name, email, password }, request, reply }) {
      if (await accounts.hasOwner())
        throw new AppError("CONFLICT", "This studio has an owner already. Sign in instead.");
      if (!(await claim.isRight(token))) throw badClaim();
      const hash = await hashOfPassword(password);
      const account = await accounts.createOwner({ name, email }, async (transaction, { id }) => {
        const taken = openOwnerClaim(transaction);
        if (!(await taken.isRight(token))) throw badClaim();
        await keepPassword(transaction, id, hash);
        await taken.end();
      });
      return welcome(deps, await signIns.let(account, originOfSession(request)), request, reply);
    },

    readMe({ who }) {
      if (who.kind === "anonymous") throw refusal("SIGNED_OUT");
      return readMe(who);
    },

    async leaveAsGuest({ who, reply }) {
      const { id } = userOf(who);
      await guests.leave(id);
      await expulsion.judgeAgain((_map, member) => member.userId === id);
      cookies.clear(reply, "guest");
    },

    async peekLink({ body: { token } }) {
      const { title, role, passwordHash } = await shareLinks.find(token);
      const needsPassword = passwordHash !== null;
      return { title: needsPassword ? null : title, role, needsPassword };
    },

    async openLink({ who, body: { token, name, password }, request, reply }) {
      const link = await shareLinks.find(token);
      request.trail = { object: { kind: "link", id: link.id }, map: link.mapId, workspace: link.workspace };
      request.trail.details = { role: link.role };
      await mustOpen(link, password);
      const opened = { map: link.mapId, role: link.role };
      // The program has every right already.
      if (who.kind === "program") return opened;
      // An account keeps its name, and has what the link gives for as long as that is in force.
      if (who.kind === "account") {
        await shareLinks.openFor(who.user.id, link.id);
        await expulsion.judgeAgain((_map, member) => member.userId === who.user.id);
        return opened;
      }
      const guest = await guests.join(link.id, name, cookies.read(request, "guest"));
      request.trail.actor = { id: guest.guestId, kind: "guest" };
      cookies.set(reply, "guest", guest.token, limits.sessionMaxMs);
      return opened;
    },
  };
}

function badClaim(): AppError {
  return new AppError("FORBIDDEN", "This link is not good any more. The server prints a new one when it starts.");
}
