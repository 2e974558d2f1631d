import type { FastifyRequest } from "fastify";
import { openAccounts } from "../auth/accounts.ts";
import { openApiTokens } from "../auth/apiTokens.ts";
import { openBetterAuth } from "../auth/betterAuth.ts";
import { openGuests } from "../auth/guests.ts";
import { openIdentity } from "../auth/identity.ts";
import { openOneTime } from "../auth/oneTime.ts";
import { openPasses } from "../auth/passes.ts";
import { openPasswords } from "../auth/passwords.ts";
import { openSecondFactors } from "../auth/secondFactor.ts";
import { openSessions } from "../auth/sessions.ts";
import { openShareLinks } from "../auth/shareLinks.ts";
import { openSignIns } from "../auth/signIns.ts";
import { openSso } from "../auth/sso.ts";
import { openTickets } from "../auth/tickets.ts";
import { openTries } from "../auth/tries.ts";
import type { Config } from "../config.ts";
import type { Log } from "../log.ts";
import { openMailer } from "../mail/mailer.ts";
import { openAudit } from "../people/audit.ts";
import { openInvitations } from "../people/invitations.ts";
import { openJoining } from "../people/joining.ts";
import { openReadMe } from "../people/me.ts";
import { openMembers } from "../people/members.ts";
import { openSignUpRules } from "../people/signUpRules.ts";
import { openWorkspaces } from "../people/workspaces.ts";
import type { Database } from "../store/database.ts";
import { accountHandlers } from "./accountHandlers.ts";
import { attemptsWindowMs, openAttempts } from "./attempts.ts";
import { openCookies } from "./cookies.ts";
import { invitationHandlers } from "./invitationHandlers.ts";
import { type PeopleDeps, peopleHandlers } from "./peopleHandlers.ts";
import { signInHandlers } from "./signInHandlers.ts";
import { type StudioDeps, studioHandlers } from "./studioHandlers.ts";
import { type WorkspaceDeps, workspaceHandlers } from "./workspaceHandlers.ts";

export interface PeopleOptions {
  db: Database;
  /** Signs session cookies, encrypts the keys of authenticator apps. */
  secret: string;
  config: Pick<Config, "publicUrl" | "ownerToken" | "smtp" | "oidc">;
  log: Log;
}

export type People = ReturnType<typeof openPeople>;

/** Everything about who is here and what one may do, over one database. */
export function openPeople({ db, secret, config, log }: PeopleOptions) {
  const { publicUrl, ownerToken, smtp, oidc } = config;
  const isSecure = publicUrl?.startsWith("https:") ?? false;
  const accounts = openAccounts(db);
  const passwords = openPasswords(db);
  const secondFactors = openSecondFactors(db, secret);
  const sessions = openSessions(openBetterAuth({ db, secret, isSecure }), db);
  const oneTime = openOneTime(db);
  const passes = openPasses(db);
  const guests = openGuests(db);
  const apiTokens = openApiTokens(db);
  const signIns = openSignIns({ db, accounts, passwords, secondFactors, sessions, apiTokens, oneTime });
  const tickets = openTickets(db);
  const tries = openTries(db, attemptsWindowMs);
  const workspaces = openWorkspaces(db);
  const members = openMembers(db);
  const invitations = openInvitations(db);
  const rules = openSignUpRules(db);
  const audit = openAudit(db);
  const mailer = smtp && openMailer({ ...smtp, log });
  const cookies = openCookies(isSecure);
  return {
    db,
    accounts,
    passwords,
    secondFactors,
    sessions,
    signIns,
    passes,
    guests,
    apiTokens,
    tickets,
    workspaces,
    members,
    invitations,
    rules,
    audit,
    mailer,
    cookies,
    shareLinks: openShareLinks(db),
    identity: openIdentity({ passes, sessions, guests, apiTokens, tickets, ownerToken, isSecure }),
    sso: oidc && openSso({ ...oidc, oneTime }),
    joining: openJoining({ db, rules }),
    readMe: openReadMe({ accounts, passwords, secondFactors, workspaces }),
    attempts: openAttempts(tries),
    /** Forgets what ran out. */
    async purge() {
      await sessions.purge();
      await oneTime.purge();
      await tries.purge();
      await apiTokens.purge();
      await invitations.purge();
      await audit.purge();
    },
    /** Resolves when the last mail has gone. */
    async close() {
      await mailer?.close();
    },
  };
}

export interface PeopleHandlerDeps {
  people: People;
  claim: PeopleDeps["claim"];
  maps: WorkspaceDeps["maps"];
  expulsion: StudioDeps["expulsion"];
  log: Log;
  originOf: (request: FastifyRequest) => string;
}

/** The handlers of every route about people. */
export function allPeopleHandlers({ people, ...more }: PeopleHandlerDeps) {
  const deps = { ...people, ...more };
  return {
    ...peopleHandlers(deps),
    ...signInHandlers(deps),
    ...accountHandlers(deps),
    ...invitationHandlers(deps),
    ...workspaceHandlers(deps),
    ...studioHandlers(deps),
  };
}
