import type { Role } from "../../shared/api/people.ts";
import type { RouteName } from "../../shared/api/routes.ts";
import type { ErrorCode } from "../../shared/errors.ts";
import type { MapPlace } from "../store/maps.ts";
import { reaches } from "./roles.ts";
import { type Who, roleIn, roleOn } from "./who.ts";

/**
 * What an action needs: anyone, anyone but a token, somebody known, an account that is signed in itself (no token), a guest, one of these
 * two, an administrator of the studio, one who is signed in himself, or at least that role in the workspace or on the map it names;
 * `{ anyWorkspace }` in some workspace. `inBin` actions work on a map in the bin, and no others do. `by` narrows who it is for: `account`
 * as above, `member` everybody but guests. `changes` marks what a token that only looks may not do though its role would be enough;
 * `inWorkspace` asks for that role in the map's workspace besides.
 */
export type Need =
  | "anyone"
  | "anyoneButTokens"
  | "known"
  | "account"
  | "guest"
  | "self"
  | "admin"
  | "adminHimself"
  | { anyWorkspace: Role }
  | { workspace: Role; by?: "account" }
  | { map: Role; inBin?: "too"; by?: "account" | "member"; changes?: true; inWorkspace?: Role };

/** Routes beside those of the contract. */
export type PlainRoute = "page" | "alive" | "ready" | "metrics" | "unknownApi" | "finishSso";

/** What a client may send over the sync socket, and joining it. */
export type SyncAction = "sync.join" | "sync.step1" | "sync.update" | "sync.awareness" | "sync.queryAwareness";

export type Action = RouteName | PlainRoute | SyncAction;

/** Who may do what, once. An action that is missing here does not compile; with a route that has none the studio does not start. */
export const policy: Readonly<Record<Action, Need>> = {
  page: "anyone",
  alive: "anyone",
  ready: "anyone",
  /** With KEPT_METRICS_TOKEN set, its bearer alone. */
  metrics: "anyone",
  unknownApi: "anyone",
  /** The state that the studio gave the provider is the right. */
  finishSso: "anyone",

  readSetup: "anyone",
  /** The one-time token is the right. */
  claimOwner: "anyone",
  signIn: "anyone",
  signOut: "anyone",
  /** The first step's cookie, or the secret that was mailed or passed on, is the right. */
  confirmSecondFactor: "anyone",
  useSignInLink: "anyone",
  resetPassword: "anyone",
  peekInvitation: "anyone",
  acceptInvitation: "anyone",
  startSso: "anyone",
  /** These answer alike whether there is such an account or not. */
  sendSignInLink: "anyone",
  sendResetLink: "anyone",
  askForInvitation: "anyone",
  readMe: "known",
  leaveAsGuest: "guest",
  /** The link's secret is the right. */
  peekLink: "anyone",
  /** What a link gives an account outlives a token. */
  openLink: "anyoneButTokens",
  readJourneySchema: "anyone",
  readOpenApi: "anyone",

  listMaps: "known",
  listTemplates: "known",
  /** Only of the maps on which one has a role. */
  listPlays: "known",
  /** Where a workspace is named, the route asks again with it. */
  createMap: { anyWorkspace: "editor" },
  importMap: { anyWorkspace: "editor" },

  changeMe: "account",
  changePassword: "account",
  listSessions: "account",
  endSession: "account",
  endOtherSessions: "account",
  startSecondFactor: "account",
  finishSecondFactor: "account",
  stopSecondFactor: "account",
  renewBackupCodes: "account",
  listTokens: "account",
  createToken: "account",
  revokeToken: "account",
  /** Guests have data here, too. */
  exportMe: "self",
  eraseMe: "self",

  createWorkspace: "account",
  renameWorkspace: { workspace: "owner" },
  deleteWorkspace: { workspace: "owner" },
  listMembers: { workspace: "viewer" },
  setMemberRole: { workspace: "owner" },
  removeMember: { workspace: "owner" },
  leaveWorkspace: { workspace: "viewer", by: "account" },
  listInvitations: { workspace: "owner" },
  invite: { workspace: "owner" },
  revokeInvitation: { workspace: "owner" },
  listWorkspaceAudit: { workspace: "owner" },

  /** Holds e-mail addresses, which are nothing for guests. */
  listMapMembers: { map: "viewer", by: "member" },
  inviteToMap: { map: "owner" },
  setMapMemberRole: { map: "owner" },
  removeMapMember: { map: "owner" },
  leaveMap: { map: "viewer", by: "account" },
  listMapInvitations: { map: "owner" },
  revokeMapInvitation: { map: "owner" },
  /** Who owns that map alone does not carry it out of its workspace. The route asks for the workspace it goes to. */
  moveMap: { map: "owner", inWorkspace: "owner" },

  listPeople: "admin",
  /** By these a token could give its holder an account that outlives it. */
  changePerson: "adminHimself",
  erasePerson: "adminHimself",
  createResetLink: "adminHimself",
  changeStudioSettings: "adminHimself",
  readStudioSettings: "admin",
  listAudit: "admin",

  readMap: { map: "viewer" },
  readAccess: { map: "viewer" },
  readInsights: { map: "viewer" },
  exportMap: { map: "viewer" },
  /** Names its map in the body, so the route asks again with it. */
  createTicket: "known",
  runCommands: { map: "editor" },
  listRuns: { map: "viewer" },
  /** Whoever uses a play on shift records it; whose run it is, the route asks itself. */
  putRun: { map: "viewer", changes: true },
  listExercises: { map: "viewer" },
  readExercise: { map: "viewer" },
  createExercise: { map: "editor" },
  /** Guests who only look take part; the exercise's own table decides what each may do in it. */
  actInExercise: { map: "viewer", changes: true },
  listVersions: { map: "viewer" },
  readVersion: { map: "viewer" },
  readVersionState: { map: "viewer" },
  compareVersion: { map: "viewer" },
  listChanges: { map: "viewer" },
  createVersion: { map: "editor" },
  nameVersion: { map: "editor" },
  /** What was there before is kept, so that a restore takes nothing from anybody. */
  restoreVersion: { map: "editor" },
  /** This cannot be taken back. */
  deleteVersion: { map: "owner" },
  listComments: { map: "viewer" },
  /** Whose comment it is, the route asks itself. */
  putComment: { map: "commenter", changes: true },
  deleteComment: { map: "commenter", changes: true },
  resolveThread: { map: "commenter", changes: true },
  listLinks: { map: "owner" },
  createLink: { map: "owner" },
  revokeLink: { map: "owner" },
  deleteMap: { map: "owner", inBin: "too" },
  restoreMap: { map: "owner", inBin: "too" },

  "sync.join": { map: "viewer" },
  "sync.step1": { map: "viewer" },
  "sync.awareness": { map: "viewer" },
  "sync.queryAwareness": { map: "viewer" },
  "sync.update": { map: "editor" },
};

/** What an action is done to, where its need names a map or a workspace. */
export interface Place {
  map?: MapPlace;
  /** Of a workspace that exists. */
  workspace?: string;
}

export type Verdict = "allowed" | Extract<ErrorCode, "SIGNED_OUT" | "FORBIDDEN" | "NOT_FOUND">;

/**
 * Decides whether `who` may do `action`, at `place` where the action needs one. What one may not know of is NOT_FOUND,
 * the same as what is not there.
 */
export function decide(action: Action, who: Who, place: Place = {}): Verdict {
  const need = policy[action];
  if (need === "anyone") return "allowed";
  if (need === "anyoneButTokens") return allowedIf(who.kind !== "token");
  if (who.kind === "anonymous") return "SIGNED_OUT";
  if (typeof need === "string") return allowedIf(isKind(need, who));
  if ("anyWorkspace" in need) return allowedIf(isSomewhere(who, need.anyWorkspace));
  if ("workspace" in need) {
    const role = place.workspace === undefined ? undefined : roleIn(who, place.workspace);
    if (role === undefined) return "NOT_FOUND";
    return allowedIf(reaches(role, need.workspace) && isFor(need.by, who));
  }
  const { map } = place;
  const role = map === undefined || map.state === "absent" ? undefined : roleOn(who, map);
  if (role === undefined) return "NOT_FOUND";
  const isEnough =
    reaches(role, need.map) &&
    isFor(need.by, who) &&
    !(need.changes === true && onlyLooks(who)) &&
    (need.inWorkspace === undefined || isThere(who, map?.workspace, need.inWorkspace));
  if (map?.state === "inBin") return isEnough && need.inBin === "too" ? "allowed" : "NOT_FOUND";
  return allowedIf(isEnough);
}

function allowedIf(isAllowed: boolean): Verdict {
  return isAllowed ? "allowed" : "FORBIDDEN";
}

function isKind(need: "known" | "account" | "guest" | "self" | "admin" | "adminHimself", who: Who): boolean {
  if (need === "known") return true;
  if (need === "self") return who.kind === "account" || who.kind === "guest";
  if (need !== "admin" && need !== "adminHimself") return who.kind === need;
  if (who.kind === "program" || (who.kind === "account" && who.isAdmin)) return true;
  return need === "admin" && who.kind === "token" && who.isAdmin && who.scope === "manage";
}

function isThere(who: Who, workspace: string | undefined, role: Role): boolean {
  const has = workspace === undefined ? undefined : roleIn(who, workspace);
  return has !== undefined && reaches(has, role);
}

function isSomewhere(who: Who, role: Role): boolean {
  if (who.kind === "program") return true;
  if (who.kind !== "account" && who.kind !== "token") return false;
  return [...who.workspaces.keys()].some((id) => reaches(roleIn(who, id) ?? "viewer", role));
}

function isFor(by: "account" | "member" | undefined, who: Who): boolean {
  if (by === undefined) return true;
  return by === "account" ? who.kind === "account" : who.kind !== "guest";
}

function onlyLooks(who: Who): boolean {
  return who.kind === "token" && who.scope === "read";
}
