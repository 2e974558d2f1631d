import type { Generated } from "kysely";
import type { TokenScope } from "../../shared/api/accounts.ts";
import type { Role, ShareRole } from "../../shared/api/people.ts";
import type { VersionKind } from "../../shared/api/versions.ts";
import type { RecordDifference } from "../../shared/model/difference.ts";

/**
 * The tables, as Kysely reads them. Times are ISO 8601 text in UTC and flags are 0 or 1, so that SQLite and PostgreSQL
 * hold the same. `user`, `session`, `account` and `verification` belong to better-auth and keep its column names.
 */
export interface Schema {
  user: UserTable;
  session: SessionTable;
  account: AccountTable;
  verification: VerificationTable;
  secondFactor: SecondFactorTable;
  apiToken: ApiTokenTable;
  workspace: WorkspaceTable;
  workspaceMember: WorkspaceMemberTable;
  mapMember: MapMemberTable;
  accountLink: AccountLinkTable;
  invitation: InvitationTable;
  auditEntry: AuditEntryTable;
  map: MapTable;
  shareLink: ShareLinkTable;
  guest: GuestTable;
  guestLink: GuestLinkTable;
  ticket: TicketTable;
  playRun: PlayRunTable;
  exercise: ExerciseTable;
  exerciseEvent: ExerciseEventTable;
  mapVersion: MapVersionTable;
  mapJournal: MapJournalTable;
  mapChange: MapChangeTable;
  setting: SettingTable;
  comment: CommentTable;
  tried: TriedTable;
}

export interface UserTable {
  id: string;
  name: string;
  email: string;
  emailVerified: number;
  image: string | null;
  createdAt: string;
  updatedAt: string;
  /** Looks after the studio. */
  isAdmin: Generated<number>;
  /** While it is set the account is nobody. */
  disabledAt: string | null;
}

export interface SessionTable {
  id: string;
  userId: string;
  token: string;
  expiresAt: string;
  ipAddress: string | null;
  userAgent: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface AccountTable {
  id: string;
  userId: string;
  accountId: string;
  providerId: string;
  accessToken: string | null;
  refreshToken: string | null;
  idToken: string | null;
  accessTokenExpiresAt: string | null;
  refreshTokenExpiresAt: string | null;
  scope: string | null;
  password: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface VerificationTable {
  id: string;
  identifier: string;
  value: string;
  expiresAt: string;
  createdAt: string;
  updatedAt: string;
}

/** The authenticator app of an account. */
export interface SecondFactorTable {
  userId: string;
  /** Encrypted with the studio's secret. */
  secret: string;
  /** Absent until its first code came. */
  confirmedAt: string | null;
  /** The time step of the last code that was taken, so that none works twice. */
  lastStep: number;
  /** JSON of the hashes of the backup codes that are left. */
  backupCodes: string;
}

/** What a program may use in an account's name. */
export interface ApiTokenTable {
  id: string;
  userId: string;
  name: string;
  scope: TokenScope;
  tokenHash: string;
  createdAt: string;
  expiresAt: string;
  lastUsedAt: string | null;
}

/** Maps and people that belong together. */
export interface WorkspaceTable {
  id: string;
  name: string;
  createdAt: string;
}

export interface WorkspaceMemberTable {
  workspaceId: string;
  userId: string;
  role: Role;
  since: string;
}

/** A role on one map, besides what the workspace gives. */
export interface MapMemberTable {
  mapId: string;
  userId: string;
  role: Role;
  since: string;
}

/** Which share links an account came by; they give it their role while they are in force. */
export interface AccountLinkTable {
  userId: string;
  linkId: string;
}

/** A way in for whoever holds its secret: to a workspace, to a map, or to the studio alone. */
export interface InvitationTable {
  id: string;
  email: string;
  tokenHash: string;
  workspaceId: string | null;
  mapId: string | null;
  role: Role | null;
  /** Absent when one asked for it oneself. */
  invitedBy: string | null;
  /** Whether the secret went by mail alone, so that who holds it owns the address. */
  isMailed: number;
  createdAt: string;
  expiresAt: string;
}

/** One line of the log of who did what. Names are looked up when it is read. */
export interface AuditEntryTable {
  /** In the order of time. */
  id: string;
  at: string;
  actorId: string | null;
  actorKind: string | null;
  action: string;
  objectKind: string | null;
  objectId: string | null;
  workspaceId: string | null;
  mapId: string | null;
  address: string | null;
  result: "done" | "refused";
  /** JSON. */
  details: string;
}

/** A map that exists; what it holds lies in the room's log. */
export interface MapTable {
  id: string;
  title: string;
  /** JSON of the figures that the list shows. */
  summary: string;
  /** Marks the content that the summary was made of; null before its first. */
  contentHash: string | null;
  workspaceId: string;
  createdAt: string;
  updatedAt: string;
  /** When it went to the bin; empty while it is being made. */
  deletedAt: string | null;
}

export interface ShareLinkTable {
  id: string;
  mapId: string;
  role: ShareRole;
  tokenHash: string;
  createdAt: string;
  expiresAt: string;
  revokedAt: string | null;
  passwordHash: string | null;
}

/** Somebody who came by a share link: one browser's session, known by name. */
export interface GuestTable {
  id: string;
  name: string;
  tokenHash: string;
  createdAt: string;
  seenAt: string;
}

/** Which links a guest came by; what he may do follows from those in force. */
export interface GuestLinkTable {
  guestId: string;
  linkId: string;
}

/** A one-use pass to a map's sync socket. */
export interface TicketTable {
  tokenHash: string;
  mapId: string;
  /** Whom it was made for, as JSON. */
  holder: string;
  expiresAt: string;
}

/** One time that a plan B was needed. Not part of the map document: it grows with every shift. */
export interface PlayRunTable {
  mapId: string;
  /** Made by the client that ran it; unique within its map. */
  id: string;
  playId: string;
  authorId: string;
  authorName: string;
  startedAt: string;
  /** JSON of the run. */
  data: string;
  updatedAt: string;
}

/** A rehearsal of a map; what happened in it lies in its events. */
export interface ExerciseTable {
  id: string;
  mapId: string;
  title: string;
  /** JSON of what the list shows besides. */
  summary: string;
  createdBy: string;
  createdAt: string;
  endedAt: string | null;
}

/** One act in an exercise, in the order of `seq`. */
export interface ExerciseEventTable {
  exerciseId: string;
  seq: number;
  /** The author's id and his client's own for this act: sent twice, it is done once. */
  key: string;
  at: string;
  /** Who, as JSON. */
  by: string;
  act: string;
}

/** What a map was at some moment. */
export interface MapVersionTable {
  id: string;
  mapId: string;
  kind: VersionKind;
  name: string | null;
  at: string;
  /** Who named or restored it. */
  by: string | null;
  /** When the version was that a restore brought back; null where none did. */
  ofAt: string | null;
  /** JSON of the ids of those who changed the map since the version before. */
  contributors: string;
  generation: string;
  /** The last row of the map's log that it holds. */
  seq: number;
  /** The last entry of the journal of changes that came before it. */
  lastChange: number;
  /** JSON of what the list shows. */
  summary: string;
  /** The document as one update, deflated, in base 64: both databases keep text alike. */
  state: string;
}

/** How far the journal of a map's changes has come: the log up to `seq`, which `state` holds. */
export interface MapJournalTable {
  mapId: string;
  generation: string;
  seq: number;
  /** The number of its last entry. */
  lastChange: number;
  state: string;
}

/** What somebody did to one record of a map; stays when the rows of the log that say so are merged. */
export interface MapChangeTable {
  mapId: string;
  n: number;
  at: string;
  by: string;
  kind: RecordDifference["kind"];
  recordId: string;
  touchpoint: string | null;
  title: string;
  verb: RecordDifference["verb"];
  /** JSON of the fields' names. */
  fields: string;
}

/** What the studio remembers of itself. */
export interface SettingTable {
  key: string;
  value: string;
}

/** A comment on a map. Not part of the map's document, whose writers may write all of it. */
export interface CommentTable {
  mapId: string;
  /** Made by its writer's client; unique within its map. */
  id: string;
  /** The id of the thread's first comment; of that one its own. */
  threadId: string;
  /** What the thread is about; on its first comment alone, empty when it is the whole map. */
  aboutKind: string | null;
  aboutId: string | null;
  authorId: string;
  text: string;
  createdAt: string;
  changedAt: string | null;
  /** Of the thread, on its first comment. */
  resolvedAt: string | null;
  resolvedBy: string | null;
}

/** How often a secret of one account or link was tried. */
export interface TriedTable {
  /** A hash of what is counted. */
  key: string;
  count: number;
  /** When it is forgotten. */
  until: string;
}
