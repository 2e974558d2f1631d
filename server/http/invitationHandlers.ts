import type { FastifyRequest } from "fastify";
import type { Role } from "../../shared/api/people.ts";
import type { Invited } from "../../shared/api/workspaces.ts";
import { must } from "../../shared/assert.ts";
import { AppError } from "../../shared/errors.ts";
import type { Accounts } from "../auth/accounts.ts";
import type { SignIns } from "../auth/signIns.ts";
import type { Mailer } from "../mail/mailer.ts";
import { addedMail, invitationMail } from "../mail/mails.ts";
import type { Invitations, Target } from "../people/invitations.ts";
import type { Joining } from "../people/joining.ts";
import type { Members } from "../people/members.ts";
import type { SignUpRules } from "../people/signUpRules.ts";
import type { Workspaces } from "../people/workspaces.ts";
import type { Database } from "../store/database.ts";
import type { InvitationTable } from "../store/schema.ts";
import type { Attempts } from "./attempts.ts";
import type { Expulsion } from "./expulsion.ts";
import { type Handlers, userOf } from "./handler.ts";
import { originOfSession } from "./signInHandlers.ts";

export interface InvitationDeps {
  db: Database;
  accounts: Accounts;
  signIns: SignIns;
  invitations: Invitations;
  joining: Joining;
  members: Members;
  workspaces: Workspaces;
  rules: SignUpRules;
  mailer: Mailer | undefined;
  attempts: Attempts;
  expulsion: Expulsion;
  originOf: (request: FastifyRequest) => string;
}

type Names =
  | "invite"
  | "inviteToMap"
  | "listInvitations"
  | "listMapInvitations"
  | "revokeInvitation"
  | "revokeMapInvitation"
  | "peekInvitation"
  | "acceptInvitation";

/** How people get into a workspace or onto a map: at once who has an account, by an invitation who has none. */
export function invitationHandlers(deps: InvitationDeps): Handlers<Names> {
  const { accounts, signIns, invitations, joining, members, workspaces, rules, mailer } = deps;
  const { attempts, expulsion, originOf } = deps;

  const titleOf = async ({ workspaceId, mapId }: Pick<InvitationTable, "workspaceId" | "mapId">) => {
    if (mapId !== null) {
      const map = await deps.db.selectFrom("map").where("id", "=", mapId).select("title").executeTakeFirst();
      return { kind: "map" as const, title: map?.title ?? "" };
    }
    if (workspaceId === null) return { kind: "studio" as const, title: "Kept" };
    const workspace = (await workspaces.list()).find(({ id }) => id === workspaceId);
    return { kind: "workspace" as const, title: workspace?.name ?? "" };
  };

  async function letIn(
    request: FastifyRequest,
    email: string,
    role: Role,
    to: Exclude<Target, { studio: true }>,
  ): Promise<Invited> {
    const { id: invitedBy, name } = userOf(request.who);
    const ids = {
      workspaceId: "workspace" in to ? to.workspace : null,
      mapId: "map" in to ? to.map : null,
    };
    const { title } = await titleOf(ids);
    request.trail.details = { role };
    if (mailer !== undefined) attempts.countInvitation(invitedBy);
    const account = await accounts.find({ email });
    if (account !== undefined) {
      if ("workspace" in to) await members.setInWorkspace(to.workspace, account.id, role, "new");
      else await members.setOnMap(to.map, account.id, role, "new");
      request.trail.object = { kind: "account", id: account.id };
      await expulsion.judgeAgain((_map, member) => member.userId === account.id);
      const path = "map" in to ? `/maps/${encodeURIComponent(to.map)}` : "/";
      const isMailed = mailer !== undefined && attempts.mayMail("invitation", account.email);
      if (isMailed) mailer.send(account.email, addedMail(originOf(request) + path, `“${title}”`, name));
      return { outcome: "added", isMailed, url: null };
    }
    if ((await rules.read()).signUp === "closed")
      throw new AppError(
        "CONFLICT",
        "Nobody with this address is here, and the studio takes in nobody new at the moment.",
      );
    const isMailed = mailer !== undefined;
    if (isMailed && !attempts.mayMail("invitation", email))
      throw new AppError("RATE", "Several mails went to this address already. Send the next one in an hour.");
    const { token } = await invitations.create({ email, to, role, invitedBy, isMailed });
    const url = `${originOf(request)}/invitation#${token}`;
    mailer?.send(email.toLowerCase(), invitationMail(url, `“${title}”`, name));
    return { outcome: "invited", isMailed, url: isMailed ? null : url };
  }

  const revoke = async (to: Target, id: string): Promise<undefined> => {
    if (!(await invitations.revoke(to, id)))
      throw new AppError("NOT_FOUND", "There is no such invitation, or it was taken up.");
    return undefined;
  };

  return {
    invite: ({ params, body, request }) => letIn(request, body.email, body.role, { workspace: params.workspace }),

    inviteToMap: ({ params, body, request }) => letIn(request, body.email, body.role, { map: params.map }),

    listInvitations: ({ params }) => invitations.list({ workspace: params.workspace }),

    listMapInvitations: ({ params }) => invitations.list({ map: params.map }),

    revokeInvitation: ({ params }) => revoke({ workspace: params.workspace }, params.invitation),

    revokeMapInvitation: ({ params }) => revoke({ map: params.map }, params.invitation),

    async peekInvitation({ body: { token } }) {
      const invitation = await invitations.find(token);
      const account = await accounts.find({ email: invitation.email });
      return {
        email: invitation.email,
        to: await titleOf(invitation),
        role: invitation.role,
        hasAccount: account !== undefined,
      };
    },

    async acceptInvitation({ who, body: { token, name, password }, request, reply }) {
      const invitation = await invitations.find(token);
      const { email } = invitation;
      if (invitation.workspaceId !== null) request.trail.workspace = invitation.workspaceId;
      if (invitation.mapId !== null) request.trail.map = invitation.mapId;
      if (name !== undefined && password !== undefined) {
        const { account, accepted } = await joining.acceptAnew(invitation, { name, password });
        request.trail.actor = { id: account.id, kind: "account" };
        request.trail.object = { kind: "account", id: account.id };
        const { setCookies } = await signIns.let(account, originOfSession(request));
        void reply.header("set-cookie", setCookies);
        return accepted;
      }
      if (who.kind !== "account")
        throw new AppError("SIGNED_OUT", `Sign in as ${email}, or choose a name and a password.`);
      const account = must(await accounts.find({ id: who.user.id }), "who is signed in has an account");
      if (account.email !== email)
        throw new AppError("FORBIDDEN", `This invitation is for ${email}, and you are signed in as ${account.email}.`);
      const accepted = await joining.accept(invitation, account.id);
      await expulsion.judgeAgain((_map, member) => member.userId === account.id);
      return accepted;
    },
  };
}
