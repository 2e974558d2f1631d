import type { MapRole } from "../../shared/api/people.ts";
import type { RouteName } from "../../shared/api/routes.ts";
import type { ErrorCode } from "../../shared/errors.ts";
import { type Who, roleOn } from "./who.ts";

/**
 * What an action needs: anyone, somebody known, a guest, the studio's owner, or at least that role on the map it names.
 * `inBin` actions work on a map in the bin, and no others do.
 */
type Need = "anyone" | "known" | "guest" | "owner" | { map: MapRole; inBin?: "too" };

/** Routes beside those of the contract. */
export type PlainRoute = "page" | "alive" | "ready" | "metrics" | "unknownApi";

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

  readSetup: "anyone",
  /** The one-time token is the right. */
  claimOwner: "anyone",
  signIn: "anyone",
  signOut: "anyone",
  readMe: "known",
  leaveAsGuest: "guest",
  /** The link's secret is the right. */
  peekLink: "anyone",
  openLink: "anyone",
  readJourneySchema: "anyone",
  readOpenApi: "anyone",

  listMaps: "known",
  listTemplates: "known",
  /** Only of the maps on which one has a role. */
  listPlays: "known",
  createMap: "owner",
  importMap: "owner",

  readMap: { map: "viewer" },
  readAccess: { map: "viewer" },
  readInsights: { map: "viewer" },
  exportMap: { map: "viewer" },
  /** Names its map in the body, so the route asks again with it. */
  createTicket: "known",
  runCommands: { map: "editor" },
  listRuns: { map: "viewer" },
  /** Whoever uses a play on shift records it; whose run it is, the route asks itself. */
  putRun: { map: "viewer" },
  listExercises: { map: "viewer" },
  readExercise: { map: "viewer" },
  createExercise: { map: "editor" },
  /** Guests who only look take part; the exercise's own table decides what each may do in it. */
  actInExercise: { map: "viewer" },
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

/** A map as the policy sees it: which one, whether it exists, and whether it lies in the bin. */
export interface MapPlace {
  id: string;
  state: "here" | "inBin" | "absent";
}

export type Verdict = "allowed" | Extract<ErrorCode, "SIGNED_OUT" | "FORBIDDEN" | "NOT_FOUND">;

/**
 * Decides whether `who` may do `action`, to `map` where the action needs one. What one may not know of is NOT_FOUND,
 * the same as what is not there.
 */
export function decide(action: Action, who: Who, map?: MapPlace): Verdict {
  const need = policy[action];
  if (need === "anyone") return "allowed";
  if (who.kind === "anonymous") return "SIGNED_OUT";
  if (need === "known") return "allowed";
  if (need === "guest") return who.kind === "guest" ? "allowed" : "FORBIDDEN";
  if (need === "owner") return who.kind === "guest" ? "FORBIDDEN" : "allowed";
  const role = map === undefined || map.state === "absent" ? undefined : roleOn(who, map.id);
  if (role === undefined) return "NOT_FOUND";
  const isEnough = reaches(role, need.map);
  if (map?.state === "inBin") return isEnough && need.inBin === "too" ? "allowed" : "NOT_FOUND";
  return isEnough ? "allowed" : "FORBIDDEN";
}

/** Whether a map role includes what another may do. */
export function reaches(role: MapRole, needed: MapRole): boolean {
  return rank[role] >= rank[needed];
}

const rank: Readonly<Record<MapRole, number>> = { viewer: 1, editor: 2, owner: 3 };
