import { AppError } from "../../shared/errors.ts";
import type { Account, Accounts, NewAccount } from "../auth/accounts.ts";
import { program } from "../auth/identity.ts";
import type { Database } from "../store/database.ts";
import type { InvitationTable } from "../store/schema.ts";
import type { Invitations } from "./invitations.ts";
import type { Members } from "./members.ts";
import { type SignUpRules, takesDomainOf } from "./signUpRules.ts";

/** How somebody new comes in, and how an invitation gives what it says. */
export interface Joining {
  /** Makes an account for whoever holds an invitation. @throws AppError FORBIDDEN while the studio takes in nobody, CONFLICT. */
  createAccount(account: NewAccount): Promise<Account>;
  /** Gives the account the role and uses the invitation up. @throws AppError NOT_FOUND when it is worth nothing any more. */
  accept(invitation: InvitationTable, userId: string): Promise<{ map: string | null; workspace: string | null }>;
  /**
   * Lets in somebody whose address a trusted provider confirms, by the invitations to that address or by its domain.
   * `undefined`: the studio does not take this person.
   */
  welcome(name: string, email: string): Promise<Account | undefined>;
}

export interface JoiningDeps {
  db: Database;
  accounts: Accounts;
  invitations: Invitations;
  members: Members;
  rules: SignUpRules;
}

export function openJoining({ db, accounts, invitations, members, rules }: JoiningDeps): Joining {
  /** Whoever invited must still be able to: else one who was sent away would have kept a door. */
  const isStillGood = async ({ invitedBy, workspaceId, mapId }: InvitationTable): Promise<boolean> => {
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
  };

  const joining: Joining = {
    async createAccount(account) {
      if ((await rules.read()).signUp === "closed")
        throw new AppError("FORBIDDEN", "This studio takes in nobody new at the moment. Ask who invited you.");
      return accounts.create(account);
    },

    async accept(invitation, userId) {
      const isGood = await isStillGood(invitation);
      if (!(await invitations.take(invitation.id)) || !isGood)
        throw new AppError("NOT_FOUND", "This invitation is not good any more. Ask for a new one.");
      const { workspaceId, mapId, role } = invitation;
      if (workspaceId !== null && role !== null) await members.setInWorkspace(workspaceId, userId, role, "new");
      if (mapId !== null && role !== null) await members.setOnMap(mapId, userId, role, "new");
      return { map: mapId, workspace: workspaceId };
    },

    async welcome(name, email) {
      const settings = await rules.read();
      if (settings.signUp === "closed") return undefined;
      const waiting: InvitationTable[] = [];
      for (const invitation of await invitations.findAll(email))
        if (await isStillGood(invitation)) waiting.push(invitation);
      const isByDomain = takesDomainOf(settings, email);
      if (waiting.length === 0 && !isByDomain) return undefined;
      const account = await accounts.create({ name, email, isProven: true });
      for (const invitation of waiting) await joining.accept(invitation, account.id);
      const { domainWorkspace, domainRole } = settings;
      if (isByDomain && domainWorkspace !== null)
        await members.setInWorkspace(domainWorkspace, account.id, domainRole, "new");
      return account;
    },
  };
  return joining;
}
