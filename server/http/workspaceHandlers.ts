import { AppError } from "../../shared/errors.ts";
import { reaches } from "../auth/roles.ts";
import { roleIn } from "../auth/who.ts";
import type { Audit } from "../people/audit.ts";
import type { Members } from "../people/members.ts";
import type { Workspaces } from "../people/workspaces.ts";
import type { Maps } from "../store/maps.ts";
import type { Expulsion } from "./expulsion.ts";
import { refusal } from "./guard.ts";
import { type Handlers, accountOf } from "./handler.ts";

export interface WorkspaceDeps {
  workspaces: Workspaces;
  members: Members;
  maps: Maps;
  audit: Audit;
  expulsion: Expulsion;
}

type Names =
  | "createWorkspace"
  | "renameWorkspace"
  | "deleteWorkspace"
  | "listMembers"
  | "setMemberRole"
  | "removeMember"
  | "leaveWorkspace"
  | "listWorkspaceAudit"
  | "listMapMembers"
  | "setMapMemberRole"
  | "removeMapMember"
  | "leaveMap"
  | "moveMap";

/** Workspaces, and who may do what in them and on single maps. */
export function workspaceHandlers({ workspaces, members, maps, audit, expulsion }: WorkspaceDeps): Handlers<Names> {
  const judgeUser = (userId: string) => expulsion.judgeAgain((_map, member) => member.userId === userId);

  return {
    async createWorkspace({ who, body, request }) {
      const workspace = await workspaces.create(body.name, accountOf(who).user.id);
      request.trail.workspace = workspace.id;
      request.trail.object = { kind: "workspace", id: workspace.id };
      return workspace;
    },

    async renameWorkspace({ params, body }) {
      await workspaces.rename(params.workspace, body.name);
      return { id: params.workspace, name: body.name };
    },

    async deleteWorkspace({ params }) {
      await workspaces.delete(params.workspace);
    },

    listMembers: ({ params }) => members.ofWorkspace(params.workspace),

    async setMemberRole({ params, body, request }) {
      request.trail.details = { role: body.role };
      await members.setInWorkspace(params.workspace, params.person, body.role, "change");
      await judgeUser(params.person);
    },

    async removeMember({ params }) {
      await members.removeFromWorkspace(params.workspace, params.person);
      await judgeUser(params.person);
    },

    async leaveWorkspace({ who, params }) {
      const { user } = accountOf(who);
      await members.removeFromWorkspace(params.workspace, user.id);
      await judgeUser(user.id);
    },

    listWorkspaceAudit: ({ params, query }) => audit.read({ ...query, workspace: params.workspace }),

    listMapMembers: ({ params, request }) => members.ofMap(params.map, request.place.map?.workspace ?? ""),

    async setMapMemberRole({ params, body, request }) {
      request.trail.details = { role: body.role };
      await members.setOnMap(params.map, params.person, body.role, "change");
      await judgeUser(params.person);
    },

    async removeMapMember({ params }) {
      await members.removeFromMap(params.map, params.person);
      await judgeUser(params.person);
    },

    async leaveMap({ who, params }) {
      const { user } = accountOf(who);
      await members.removeFromMap(params.map, user.id);
      await judgeUser(user.id);
    },

    async moveMap({ who, params, body, request }) {
      const role = (await workspaces.has(body.workspace)) ? roleIn(who, body.workspace) : undefined;
      if (role === undefined) throw refusal("NOT_FOUND", "workspace");
      if (!reaches(role, "editor"))
        throw new AppError("FORBIDDEN", "In that workspace you may look at maps, but not make any.");
      request.trail.details = { to: body.workspace };
      await maps.move(params.map, body.workspace);
      await expulsion.judgeAgain((mapId) => mapId === params.map);
    },
  };
}
