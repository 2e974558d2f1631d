import type { FastifyRequest } from "fastify";
import { AppError } from "../../shared/errors.ts";
import type { Accounts } from "../auth/accounts.ts";
import type { SecondFactors } from "../auth/secondFactor.ts";
import type { Sessions } from "../auth/sessions.ts";
import type { SignIns } from "../auth/signIns.ts";
import type { Audit } from "../people/audit.ts";
import { changeAccount } from "../people/changeAccount.ts";
import { eraseAccount } from "../people/erasure.ts";
import type { SignUpRules } from "../people/signUpRules.ts";
import type { Workspaces } from "../people/workspaces.ts";
import type { Database } from "../store/database.ts";
import type { Expulsion } from "./expulsion.ts";
import { type Handlers, userOf } from "./handler.ts";

export interface StudioDeps {
  db: Database;
  accounts: Accounts;
  signIns: SignIns;
  secondFactors: SecondFactors;
  sessions: Sessions;
  rules: SignUpRules;
  workspaces: Workspaces;
  audit: Audit;
  expulsion: Expulsion;
  originOf: (request: FastifyRequest) => string;
}

type Names =
  | "listPeople"
  | "changePerson"
  | "erasePerson"
  | "createResetLink"
  | "readStudioSettings"
  | "changeStudioSettings"
  | "listAudit";

/** What an administrator of the studio does: its people, how one comes in, its log. */
export function studioHandlers(deps: StudioDeps): Handlers<Names> {
  const { db, accounts, signIns, secondFactors, sessions, rules, workspaces, audit, expulsion, originOf } = deps;
  const nobody = () => new AppError("NOT_FOUND", "There is no such person here.");

  return {
    listPeople: () => accounts.list(),

    async changePerson({ who, params: { person }, body, request }) {
      if (body.isDisabled === true && userOf(who).id === person)
        throw new AppError("CONFLICT", "You cannot disable your own account.");
      if (body.hasSecondFactor === false && userOf(who).id === person)
        throw new AppError("CONFLICT", "You turn your own second step off on the page of your account.");
      request.trail.details = Object.fromEntries(Object.entries(body).map(([key, value]) => [key, String(value)]));
      if (!(await changeAccount(db, person, body))) throw nobody();
      // Enabled again, one signs in again, and makes new tokens.
      if (body.isDisabled === true) await signIns.shutOut(person);
      if (body.hasSecondFactor === false) {
        await secondFactors.stop(person);
        // Who holds the lost phone may be signed in with it.
        await sessions.endAll(person);
      }
      await expulsion.judgeAgain((_map, member) => member.userId === person);
    },

    async erasePerson({ who, params: { person } }) {
      if (userOf(who).id === person)
        throw new AppError("CONFLICT", "You erase your own account on the page of your account.");
      if (!(await eraseAccount(db, person))) throw nobody();
      await expulsion.judgeAgain((_map, member) => member.userId === person);
    },

    async createResetLink({ params: { person }, request }) {
      if ((await accounts.find({ id: person })) === undefined) throw nobody();
      const { token, expiresAt } = await signIns.createReset(person);
      return { url: `${originOf(request)}/password#${token}`, expiresAt };
    },

    readStudioSettings: () => rules.read(),

    async changeStudioSettings({ body, request }) {
      const { domainWorkspace } = body;
      if (domainWorkspace !== null && !(await workspaces.has(domainWorkspace)))
        throw new AppError("INVALID", "There is no such workspace.", [
          { path: "domainWorkspace", message: "is not a workspace" },
        ]);
      if (body.signUp === "domain" && body.domains.length === 0)
        throw new AppError("INVALID", "Name at least one domain.", [{ path: "domains", message: "must not be empty" }]);
      request.trail.object = { kind: "studio", id: "settings" };
      request.trail.details = { signUp: body.signUp, domains: body.domains.join(", ") };
      await rules.write(body);
      return body;
    },

    listAudit: ({ query }) => audit.read(query),
  };
}
