import * as Y from "yjs";
import { readHeader } from "../../shared/doc/mapDoc.ts";
import { AppError } from "../../shared/errors.ts";
import { type CloseCode, closeCodes } from "../../shared/wire/close.ts";
import { type Clock, systemClock } from "../clock.ts";
import type { UpdateLog } from "../store/updateLog.ts";
import { watchLoad } from "./load.ts";
import type { Member } from "./member.ts";
import type { Report } from "./report.ts";
import { Room } from "./room.ts";
import { Ticker } from "./ticker.ts";
import type { Transport } from "./transport.ts";

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

export interface HubOptions {
  log: UpdateLog;
  clock?: Clock;
  report?: Report;
  /** Busy share of the process, 0 to 1; measured when absent. */
  load?: () => number;
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
  /** A map as it is now, saved or not, as one update. @throws AppError NOT_FOUND, UNAVAILABLE. */
  readState(mapId: string): Promise<Uint8Array>;
  /**
   * Applies an update made on a copy of `readState` in the name of a user; resolves when it is on disk and others see it.
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
  /** Closes the connections that came with a session. */
  closeSession(session: string, code: CloseCode): void;
  /** The sessions that connections came with, each once. */
  sessions(): Set<string>;
  stats(): HubStats;
  /** Refuses whoever comes, closes every connection with 1012, saves everything. The log stays open. */
  drain(): Promise<void>;
}

/** A room nobody is in becomes bytes on disk after this. */
const leftForMs = 60_000;
const changesToldEveryMs = 1_000;

/** Opens the rooms over a log. */
export function openHub({ log, clock = systemClock, report = () => {}, load }: HubOptions): Hub {
  const rooms = new Map<string, { room: Room; opened: Promise<void> }>();
  const ticker = new Ticker(clock, report);
  const watched = load ? undefined : watchLoad(clock);
  const loadOf = load ?? (() => watched?.read() ?? 0);
  const listeners = new Set<(mapId: string) => void>();
  const changed = new Set<string>();
  let isDraining = false;

  function noteChange(mapId: string): void {
    if (changed.size === 0) clock.schedule(tellChanges, changesToldEveryMs);
    changed.add(mapId);
  }

  function tellChanges(): void {
    const ids = [...changed];
    changed.clear();
    for (const id of ids) for (const listener of listeners) listener(id);
  }

  function startRoom(mapId: string): { room: Room; opened: Promise<void> } {
    const room: Room = new Room({
      id: mapId,
      log,
      clock,
      report,
      load: loadOf,
      wake: (at) => ticker.wake(room, at),
      onChange: () => noteChange(mapId),
      onClose: () => forget(mapId, room),
    });
    const entry = { room, opened: Promise.resolve().then(() => room.open()) };
    rooms.set(mapId, entry);
    ticker.add(room);
    return entry;
  }

  function forget(mapId: string, room: Room): void {
    ticker.remove(room);
    if (rooms.get(mapId)?.room === room) rooms.delete(mapId);
  }

  /** The one open room of a map. */
  async function openRoom(mapId: string): Promise<Room> {
    for (;;) {
      if (isDraining) throw new AppError("UNAVAILABLE", "The server is stopping.");
      const { room, opened } = rooms.get(mapId) ?? startRoom(mapId);
      await opened;
      // It may have been closed while we waited for our turn.
      if (!room.isClosed) return room;
    }
  }

  async function kick(mapId: string, code: CloseCode): Promise<void> {
    const entry = rooms.get(mapId);
    if (!entry) return;
    await entry.opened.catch(() => {});
    entry.room.close(code, "This map is not open to you any more.");
    await entry.room.saved();
  }

  function sweep(): void {
    const now = clock.now();
    for (const { room } of rooms.values()) if (room.isLeft(now, leftForMs)) void room.unload();
    stopSweeping = clock.schedule(sweep, leftForMs / 10);
  }
  let stopSweeping = clock.schedule(sweep, leftForMs / 10);

  return {
    async join(mapId, member, transport, generation) {
      const room = await openRoom(mapId);
      return room.join(member, transport, generation);
    },

    async create(mapId, doc) {
      const header = readHeader(doc);
      if (!header) throw new AppError("INVALID", "This document is not a journey map.");
      await log.create(mapId, header.generation, Y.encodeStateAsUpdate(doc));
    },

    async read(mapId, read) {
      const room = await openRoom(mapId);
      return room.visit(() => read(room.document.doc));
    },

    async readState(mapId) {
      const room = await openRoom(mapId);
      return room.visit(() => room.document.encode());
    },

    async applyUpdate(mapId, update, userId) {
      const room = await openRoom(mapId);
      await room.visit(() => room.submit(update, userId));
    },

    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    kick,

    async remove(mapId) {
      await kick(mapId, closeCodes.noSuchMap);
      await log.remove(mapId);
    },

    closeUser(userId, code, mapId) {
      for (const [id, { room }] of rooms)
        if (mapId === undefined || id === mapId)
          room.closeSessions(code, "Your access has changed.", (member) => member.userId === userId);
    },

    closeSession(session, code) {
      for (const { room } of rooms.values())
        room.closeSessions(code, "Your session has ended.", (member) => member.session === session);
    },

    sessions() {
      const all = [...rooms.values()].flatMap(({ room }) => room.members);
      return new Set(all.flatMap(({ session }) => session ?? []));
    },

    stats() {
      let connections = 0;
      let unsavedUpdates = 0;
      for (const { room } of rooms.values()) {
        connections += room.connections;
        unsavedUpdates += room.unsaved;
      }
      return { rooms: rooms.size, connections, unsavedUpdates };
    },

    async drain() {
      isDraining = true;
      const open = [...rooms.values()];
      await Promise.all(open.map(({ opened }) => opened.catch(() => {})));
      for (const { room } of open) room.close(closeCodes.restarting, "The server is restarting; please come back.");
      await Promise.all(open.map(({ room }) => room.saved()));
      stopSweeping();
      watched?.close();
      ticker.close();
    },
  };
}
