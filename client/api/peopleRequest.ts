import type { peopleRoutes } from "../../shared/api/peopleRoutes.ts";
import type { ReplyOf } from "../../shared/api/routes.ts";
import { call, type Input } from "./request.ts";

/** The routes about people, checked like the table of `request`: in a file of their own because few pages need them. */
const addresses = {
  confirmSecondFactor: "POST /api/v1/sign-in/second-factor",
  sendSignInLink: "POST /api/v1/sign-in/link",
  useSignInLink: "POST /api/v1/sign-in/link/use",
  startSso: "POST /api/v1/sign-in/sso",
  askForInvitation: "POST /api/v1/sign-up",
  sendResetLink: "POST /api/v1/password/forgot",
  resetPassword: "POST /api/v1/password/reset",
  peekInvitation: "POST /api/v1/invitations/peek",
  acceptInvitation: "POST /api/v1/invitations/accept",
  changeMe: "PUT /api/v1/me",
  changePassword: "POST /api/v1/me/password",
  listSessions: "GET /api/v1/me/sessions",
  endSession: "DELETE /api/v1/me/sessions/:session",
  endOtherSessions: "DELETE /api/v1/me/sessions",
  startSecondFactor: "POST /api/v1/me/second-factor",
  finishSecondFactor: "POST /api/v1/me/second-factor/confirm",
  stopSecondFactor: "POST /api/v1/me/second-factor/stop",
  renewBackupCodes: "POST /api/v1/me/second-factor/codes",
  listTokens: "GET /api/v1/me/tokens",
  createToken: "POST /api/v1/me/tokens",
  revokeToken: "DELETE /api/v1/me/tokens/:token",
  exportMe: "GET /api/v1/me/export",
  eraseMe: "POST /api/v1/me/erase",
  createWorkspace: "POST /api/v1/workspaces",
  renameWorkspace: "PUT /api/v1/workspaces/:workspace",
  deleteWorkspace: "DELETE /api/v1/workspaces/:workspace",
  listMembers: "GET /api/v1/workspaces/:workspace/members",
  setMemberRole: "PUT /api/v1/workspaces/:workspace/members/:person",
  removeMember: "DELETE /api/v1/workspaces/:workspace/members/:person",
  leaveWorkspace: "DELETE /api/v1/workspaces/:workspace/members",
  listInvitations: "GET /api/v1/workspaces/:workspace/invitations",
  invite: "POST /api/v1/workspaces/:workspace/invitations",
  revokeInvitation: "DELETE /api/v1/workspaces/:workspace/invitations/:invitation",
  listWorkspaceAudit: "GET /api/v1/workspaces/:workspace/audit",
  listMapMembers: "GET /api/v1/maps/:map/members",
  inviteToMap: "POST /api/v1/maps/:map/members",
  setMapMemberRole: "PUT /api/v1/maps/:map/members/:person",
  removeMapMember: "DELETE /api/v1/maps/:map/members/:person",
  leaveMap: "DELETE /api/v1/maps/:map/members",
  listMapInvitations: "GET /api/v1/maps/:map/invitations",
  revokeMapInvitation: "DELETE /api/v1/maps/:map/invitations/:invitation",
  moveMap: "PUT /api/v1/maps/:map/workspace",
  listPeople: "GET /api/v1/people",
  changePerson: "PUT /api/v1/people/:person",
  erasePerson: "DELETE /api/v1/people/:person",
  createResetLink: "POST /api/v1/people/:person/reset-link",
  readStudioSettings: "GET /api/v1/studio",
  changeStudioSettings: "PUT /api/v1/studio",
  listAudit: "GET /api/v1/audit",
} as const satisfies {
  [N in PeopleRoute]: `${(typeof peopleRoutes)[N]["method"]} ${(typeof peopleRoutes)[N]["path"]}`;
};

type PeopleRoute = keyof typeof peopleRoutes;

/** Calls a route about people. @throws AppError with the server's sentence, or UNAVAILABLE when there is no answer. */
export function peopleRequest<N extends PeopleRoute>(
  name: N,
  input: Input<N>,
  signal?: AbortSignal,
): Promise<ReplyOf<N>> {
  return call<N>(addresses[name], input, signal);
}
