import { AppError } from "../../shared/errors.ts";
import { type Account, openAccounts } from "../auth/accounts.ts";
import { program } from "../auth/identity.ts";
import { hashOfPassword, keepPassword } from "../auth/passwords.ts";
import type { Database } from "../store/database.ts";
import type { InvitationTable } from "../store/schema.ts";
import { openInvitations } from "./invitations.ts";
import { openMembers } from "./members.ts";
import { type SignUpRules, takesDomainOf } from "./signUpRules.ts";

/** What an invitation led to. */
export interface Accepted {
  map: string | null;
  workspace: string | null;
}

/** How somebody new comes in, and how an invitation gives what it says: each all or nothing, so that a refusal uses nothing up. */
export interface Joining {
  /**
   * Makes an account for whoever holds an invitation, with the role. @throws AppError FORBIDDEN while the studio takes in
   * nobody, NOT_FOUND when the invitation is worth nothing any more, CONFLICT, LIMIT.
   */
  acceptAnew(
    invitation: InvitationTable,
    person: { name: string; password: string },
  ): Promise<{ account: Account; accepted: Accepted }>;
  /** Gives the account the role and uses the invitation up. @throws AppError NOT_FOUND when it is worth nothing any more, LIMIT. */
  accept(invitation: InvitationTable, userId: string): Promise<Accepted>;
  /**
   * Lets in somebody whose address a trusted provider confirms, by the invitations to that address or by its domain.
   * `undefined`: the studio does not take this person.
   */
  welcome(name: string, email: string): Promise<Account | undefined>;
}

export interface JoiningDeps {
  db: Database;
  rules: SignUpRules;
}

export function openJoining({ db, rules }: JoiningDeps): Joining {
  return {
    async acceptAnew(invitation, { name, password }) {
      if ((await rules.read()).signUp === "closed")
        throw new AppError("FORBIDDEN", "This studio takes in nobody new at the moment. Ask who invited you.");
      const { email, isMailed } = invitation;
      const hash = await hashOfPassword(password);
      return db.transaction().execute(async (transaction) => {
        await take(transaction, invitation);
        const account = await openAccounts(transaction).create({ name, email, isProven: isMailed === 1 });
        await keepPassword(transaction, account.id, hash);
        return { account, accepted: await give(transaction, invitation, account.id) };
      });
    },

    accept: (invitation, userId) =>
      db.transaction().execute(async (transaction) => {
        await take(transaction, invitation);
        if (invitation.isMailed === 1) await openAccounts(transaction).prove(userId);
        return give(transaction, invitation, userId);
      }),

    async welcome(name, email) {
      const settings = await rules.read();
      if (settings.signUp === "closed") return undefined;
      const isByDomain = takesDomainOf(settings, email);
      return db.transaction().execute(async (transaction) => {
        const good: InvitationTable[] = [];
        for (const invitation of await openInvitations(transaction).findAll(email))
          if (await isStillGood(transaction, invitation)) good.push(invitation);
        if (good.length === 0 && !isByDomain) return undefined;
        const account = await openAccounts(transaction).create({ name, email, isProven: true });
        for (const invitation of good) {
          await take(transaction, invitation);
          await give(transaction, invitation, account.id);
        }
        const { domainWorkspace, domainRole } = settings;
        if (isByDomain && domainWorkspace !== null)
          await openMembers(transaction).setInWorkspace(domainWorkspace, account.id, domainRole, "new");
        return account;
      });
    },
  };
}

/** Uses an invitation up. @throws AppError NOT_FOUND when it is worth nothing any more. */
async function take(transaction: Database, invitation: InvitationTable): Promise<void> {
  const isGood = await isStillGood(transaction, invitation);
  if (!isGood || !(await openInvitations(transaction).take(invitation.id)))
    throw new AppError("NOT_FOUND", "This invitation is not good any more. Ask for a new one.");
}

async function give(
  transaction: Database,
  { workspaceId, mapId, role }: InvitationTable,
  userId: string,
): Promise<Accepted> {
  const members = openMembers(transaction);
  if (workspaceId !== null && role !== null) await members.setInWorkspace(workspaceId, userId, role, "new");
  if (mapId !== null && role !== null) await members.setOnMap(mapId, userId, role, "new");
  return { map: mapId, workspace: workspaceId };
}

/** Whoever invited must still be able to: else one who was sent away would have kept a door. */
async function isStillGood(db: Database, { invitedBy, workspaceId, mapId }: InvitationTable): Promise<boolean> {
  if (invitedBy === null || (program.kind === "program" && invitedBy === program.user.id)) return true;
  const ofMap = mapId === null ? undefined : db.selectFrom("map").where("id", "=", mapId).select("workspaceId");
  const inWorkspace = await db
    .selectFrom("workspaceMember as member")
    .innerJoin("user", "user.id", "member.userId")
    .where("user.id", "=", invitedBy)
    .where("user.disabledAt", "is", null)
    .where("member.role", "=", "owner")
    .where("member.workspaceId", ofMap === undefined ? "=" : "in", ofMap ?? workspaceId ?? "")
    .select("user.id")
    .executeTakeFirst();
  if (inWorkspace !== undefined || mapId === null) return inWorkspace !== undefined;
  const onMap = await db
    .selectFrom("mapMember as member")
    .innerJoin("user", "user.id", "member.userId")
    .where("user.id", "=", invitedBy)
    .where("user.disabledAt", "is", null)
    .where("member.mapId", "=", mapId)
    .where("member.role", "=", "owner")
    .select("user.id")
    .executeTakeFirst();
  return onMap !== undefined;
}
