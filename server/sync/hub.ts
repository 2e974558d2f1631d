import type * as Y from "yjs";
import type { CloseCode } from "../../shared/wire/close.ts";
import type { UpdateLog } from "../store/updateLog.ts";
import type { Clock } from "./clock.ts";
import type { Transport } from "./transport.ts";

/** Who is behind a connection, as `policy.ts` decided when it came. */
export interface Member {
  userId: string;
  name: string;
  /** CSS colour that others see. */
  color: string;
  canEdit: boolean;
}

/** One open connection of a member to a room. */
export interface Connection {
  /** Takes one frame of the client. Never throws: whatever is wrong ends this connection only. */
  receive(frame: Uint8Array): void;
  /** The client is gone. */
  leave(): void;
}

export interface HubStats {
  rooms: number;
  connections: number;
  /** Updates taken and not yet on disk. */
  unsavedUpdates: number;
}

/** What happened that an operator should know; `details` hold ids and counts, never content. */
export type Report = (level: "info" | "warn" | "error", event: string, details: Record<string, unknown>) => void;

export interface HubOptions {
  log: UpdateLog;
  clock?: Clock;
  report?: Report;
}

/** The open maps of this process. */
export interface Hub {
  /**
   * Lets a member into a map. `generation` is that of the copy his browser holds, when it holds one.
   * @throws AppError NOT_FOUND no such map, GENERATION his copy is of another history, LIMIT the room is full,
   * UNAVAILABLE the server is stopping or the map cannot be opened.
   */
  join(mapId: string, member: Member, transport: Transport, generation?: string): Promise<Connection>;
  /** Stores a map's first content; resolves when it is on disk. @throws AppError CONFLICT when the map exists. */
  create(mapId: string, doc: Y.Doc): Promise<void>;
  /**
   * Reads a map as it is now, saved or not. The document is the room's own: read it at once, keep and change nothing.
   * @throws AppError NOT_FOUND, UNAVAILABLE.
   */
  read<T>(mapId: string, read: (doc: Y.Doc) => T): Promise<T>;
  /** A private copy of a map as it is now, saved or not. @throws AppError NOT_FOUND, UNAVAILABLE. */
  readDoc(mapId: string): Promise<Y.Doc>;
  /**
   * Applies an update made on a `readDoc` copy in the name of a user; resolves when it is on disk and others see it.
   * @throws AppError NOT_FOUND, INVALID (not an update of this map), NOT_SAVED, UNAVAILABLE.
   */
  applyUpdate(mapId: string, update: Uint8Array, userId: string): Promise<void>;
  /** Calls `listener` with the map's id after its content changed, at most once a second a map. */
  onChange(listener: (mapId: string) => void): () => void;
  /** Closes every connection to a map, with that code, and unloads it. Its content stays. */
  kick(mapId: string, code: CloseCode): Promise<void>;
  /** `kick`, then deletes the content for good. */
  remove(mapId: string): Promise<void>;
  /** Closes the connections of a user, to one map or to all, so that they are judged again when they come back. */
  closeUser(userId: string, code: CloseCode, mapId?: string): void;
  stats(): HubStats;
  /** Refuses whoever comes, closes every connection with 1012, saves everything. The log stays open. */
  drain(): Promise<void>;
}

/** Opens the rooms over a log. */
export declare function openHub(options: HubOptions): Hub;
