import * as Y from "yjs";
import { readHeader } from "../../shared/doc/mapDoc.ts";
import { AppError } from "../../shared/errors.ts";
import { type CloseCode, closeCodes } from "../../shared/wire/close.ts";
import { encodeMessage } from "../../shared/wire/message.ts";
import type { Bus } from "../bus/bus.ts";
import { openLocalBus } from "../bus/localBus.ts";
import { type Clock, systemClock } from "../clock.ts";
import type { UpdateLog } from "../store/updateLog.ts";
import { type AccessNews, hearAccessNews, sayAccessNews } from "./accessNews.ts";
import { type AccessWatch, AccessWatches, type Concerns } from "./accessWatch.ts";
import { watchLoad } from "./load.ts";
import { LargeAnswers } from "./largeAnswers.ts";
import { openLogFollower } from "./logFollower.ts";
import type { Member } from "./member.ts";
import { OpeningTurns } from "./openingTurns.ts";
import { encodePeerMessage } from "./peerMessage.ts";
import type { Report } from "./report.ts";
import { Room } from "./room.ts";
import { currentLayout, type Layout } from "./roomDocument.ts";
import { RoomPeers, topicOf } from "./roomPeers.ts";
import { type SyncMeter, silentMeter } from "./syncMeter.ts";
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
  /** Users, each once. */
  people: number;
  /** Rooms of maps that another node holds, too. */
  shared: number;
  /** Rooms that lost something and take it back from their editors. */
  healing: number;
  /** Connections whose client reads more slowly than it is sent to. */
  slowReaders: number;
  /** Updates taken and not yet on disk. */
  unsavedUpdates: number;
}

export interface HubOptions {
  log: UpdateLog;
  /** The way to the other nodes, which append to the same log; a node is alone without. */
  bus?: Bus;
  clock?: Clock;
  report?: Report;
  meter?: SyncMeter;
  /** Busy share of the process, 0 to 1; measured when absent. */
  load?: () => number;
  /** The layout that maps are brought to when they are opened. */
  layout?: Layout;
  /** Reads what it needs of a map's rows before they are merged; they stay apart while it fails. */
  beforeMerge?: (mapId: string) => Promise<unknown>;
}

/** The open maps of this process. */
export interface Hub {
  /**
   * Lets a member into a map. `generation` is that of the copy his browser holds, when it holds one.
   * @throws AppError NOT_FOUND no such map, GENERATION his copy is of another history, LIMIT the room is full,
   * CLIENT_TOO_OLD a newer version wrote the map, UNAVAILABLE the server is stopping, the map cannot be opened, or access
   * changed since `watch` began: who comes again is judged again.
   */
  join(
    mapId: string,
    member: Member,
    transport: Transport,
    generation?: string,
    watch?: AccessWatch,
  ): Promise<Connection>;
  /** Begins to notice changes of access, before somebody's rights are read. End it when `join` is over. */
  watchAccess(): AccessWatch;
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
   * `readState`, and the Yjs client id under which a user's updates of it are to be made: one after the other, each on what
   * the one before left. It stays the same while the map is open; every id of its own would stay in the map for ever.
   * @throws AppError NOT_FOUND, UNAVAILABLE.
   */
  readToChange(mapId: string, userId: string): Promise<{ state: Uint8Array; clientId: number }>;
  /**
   * Applies an update made on a copy of the map's state in the name of a user; resolves when it is on disk and others see it.
   * @throws AppError NOT_FOUND, INVALID (not an update of this map), NOT_SAVED, UNAVAILABLE.
   */
  applyUpdate(mapId: string, update: Uint8Array, userId: string): Promise<void>;
  /** Tells everybody who has a map open, on any node (message 6), within a tick. Nobody is told of it later: who comes asks. */
  tell(mapId: string, state: unknown): void;
  /** Calls `listener` with the map's id after its content changed, at most once a second a map. */
  onChange(listener: (mapId: string) => void): () => void;
  /** Resolves when everything that was taken of a map so far is on disk. */
  saved(mapId: string): Promise<void>;
  /**
   * Sends everybody out of a map (4409, `reason` in words) and runs `work`, which gives it another history, while nobody
   * can open it. Whoever comes meanwhile waits.
   */
  replace<T>(mapId: string, reason: string, work: () => Promise<T>): Promise<T>;
  /** Closes every connection to a map, with that code, and unloads it. Its content stays. */
  kick(mapId: string, code: CloseCode): Promise<void>;
  /** `kick`, then deletes the content for good. */
  remove(mapId: string): Promise<void>;
  /** Closes the connections of a user, to one map or to all, so that they are judged again when they come back. */
  closeUser(userId: string, code: CloseCode, mapId?: string): void;
  /** Closes these connections. */
  closeMembers(members: ReadonlySet<Member>, code: CloseCode): void;
  /** Everybody who is in a room, once a connection. */
  members(): { mapId: string; member: Member }[];
  /** Whoever is being let in by what was read until now is asked to come back, where the change concerns him. */
  noteAccessChange(concerns: Concerns): void;
  stats(): HubStats;
  /**
   * Refuses whoever comes, closes every connection with 1012, many of them in waves, and saves everything. Whoever is
   * still in goes on working. The log stays open.
   */
  drain(): Promise<void>;
}

/** A room nobody is in becomes bytes on disk after this. */
const leftForMs = 60_000;
const changesToldEveryMs = 1_000;
const refusalSeenEveryMs = 500;
/** Who is sent away when the server stops: so many at once, and all within four seconds. */
const smallestWave = 25;
const mostWaves = 40;
const waveMs = 100;
const restarting = "The server is restarting; please come back.";
const cannotSave = "Changes of this map cannot be saved at the moment; please come back.";

/** Opens the rooms over a log. */
export function openHub(options: HubOptions): Hub {
  const {
    log,
    bus = openLocalBus(),
    clock = systemClock,
    report = () => {},
    meter = silentMeter,
    load,
    layout = currentLayout,
  } = options;
  const rooms = new Map<string, { room: Room; opened: Promise<void> }>();
  const ticker = new Ticker(clock, report);
  const watched = load ? undefined : watchLoad(clock);
  const loadOf = load ?? (() => watched?.read() ?? 0);
  /** Rooms that ended while changes were on their way to disk: the log does not hold these yet. */
  const ending = new Map<string, Room>();
  const watches = new AccessWatches();
  const largeAnswers = new LargeAnswers();
  /** Maps that are being given another history; resolved when each is done. */
  const replacing = new Map<string, Promise<unknown>>();
  const listeners = new Set<(mapId: string) => void>();
  const changed = new Set<string>();
  let isDraining = false;
  const openingTurns = new OpeningTurns();
  /** Maps of which one may have ended an earlier process; asked for before any is opened here. */
  let suspects: Promise<Set<string> | undefined> | undefined;

  /** A few go at once; a full house over some seconds, so that it does not come back in one moment. */
  async function sendAwayInWaves(open: readonly Room[]): Promise<void> {
    const total = open.reduce((sum, { connections }) => sum + connections, 0);
    const wave = Math.max(smallestWave, Math.ceil(total / mostWaves));
    for (let left = total - wave; left > 0; left -= wave) {
      let going = wave;
      for (const room of open) going -= room.sendAway(closeCodes.restarting, restarting, going);
      await pause(waveMs);
    }
  }

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
      meter,
      layout,
      largeAnswers,
      load: loadOf,
      connectPeers: log.isShared ? (ears) => new RoomPeers({ mapId, bus, clock, report, ears }) : undefined,
      wake: (at) => ticker.wake(room, at),
      catchUpSoon: () => follower?.catchUpSoon(room),
      onChange: () => noteChange(mapId),
      beforeMerge: () => options.beforeMerge?.(mapId),
      onClose: () => forget(mapId, room),
    });
    const entry = { room, opened: openInTurn(room) };
    rooms.set(mapId, entry);
    ticker.add(room);
    return entry;
  }

  /**
   * Some at once, each when the log holds all that was said of it; alone, what was being opened when an earlier process
   * ended: when that happens again, it is known which one did it. Where the log cannot take what was said, the room is
   * closed, and whoever wants it comes back.
   */
  async function openInTurn(room: Room): Promise<void> {
    const before = ending.get(room.id);
    if (before && !(await savedOrRefused(before))) {
      room.close(closeCodes.comeBack, cannotSave);
      throw new AppError("UNAVAILABLE", cannotSave);
    }
    const known = await readSuspects();
    await openingTurns.run(known?.has(room.id) ?? true, () => room.open());
    known?.delete(room.id);
  }

  /** `undefined` while the log does not say. */
  function readSuspects(): Promise<Set<string> | undefined> {
    suspects ??= log.suspects().catch(() => {
      suspects = undefined;
      return undefined;
    });
    return suspects;
  }

  function forget(mapId: string, room: Room): void {
    ticker.remove(room);
    if (rooms.get(mapId)?.room !== room) return;
    rooms.delete(mapId);
    if (room.unsaved === 0) return;
    ending.set(mapId, room);
    void room.saved().then(() => ending.delete(mapId));
  }

  /** Closes the connections that a change of access concerns, and those that are about to be made. */
  function closeConcerned(code: CloseCode, reason: string, concerns: Concerns): void {
    watches.note(concerns);
    for (const [id, { room }] of rooms) room.closeSessions(code, reason, (member) => concerns(id, member));
  }

  /** The one open room of a map, which holds all that is in the log by now. */
  async function openRoom(mapId: string): Promise<Room> {
    for (;;) {
      for (let replaced = replacing.get(mapId); replaced; replaced = replacing.get(mapId)) await replaced;
      if (isDraining) throw new AppError("UNAVAILABLE", "The server is stopping.");
      const known = rooms.get(mapId);
      const { room, opened } = known ?? startRoom(mapId);
      await opened;
      if (known && log.isShared) await room.catchUp();
      // It may have been closed while we waited for our turn.
      if (!room.isClosed) return room;
    }
  }

  function closeAccess(news: Exclude<AccessNews, { type: "map" }>): void {
    closeConcerned(
      news.code,
      "Your access has changed.",
      (id, member) => (news.mapId === undefined || id === news.mapId) && member.userId === news.userId,
    );
  }

  /** Does here what is said to the other nodes as well. */
  function changeAccess(news: Exclude<AccessNews, { type: "map" }>): void {
    closeAccess(news);
    sayAccessNews(bus, news);
  }

  async function kick(mapId: string, code: CloseCode, reason = "This map is not open to you any more."): Promise<void> {
    watches.note((id) => id === mapId);
    const before = ending.get(mapId);
    if (before) await savedOrRefused(before);
    const entry = rooms.get(mapId);
    if (!entry) return;
    await entry.opened.catch(() => {});
    entry.room.close(code, reason);
    await savedOrRefused(entry.room);
  }

  /**
   * Who opens, restores or deletes a map that cannot be saved does not wait for it; nobody was told that what waits is
   * saved. False when it is not.
   */
  async function savedOrRefused(room: Room): Promise<boolean> {
    const waiting = { isOver: false };
    const saved = room.saved().finally(() => (waiting.isOver = true));
    const isRefused = async () => {
      while (!waiting.isOver && log.accepts(room.id)) await pause(refusalSeenEveryMs);
    };
    await Promise.race([saved, isRefused()]);
    return waiting.isOver;
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => void clock.schedule(resolve, ms));
  }

  async function kickEverywhere(mapId: string, code: CloseCode): Promise<void> {
    sayAccessNews(bus, { type: "map", mapId, code });
    await kick(mapId, code);
  }

  function sweep(): void {
    const now = clock.now();
    for (const { room } of rooms.values()) if (room.isLeft(now, leftForMs)) void room.unload();
    stopSweeping = clock.schedule(sweep, leftForMs / 10);
  }
  let stopSweeping = clock.schedule(sweep, leftForMs / 10);

  const roomsNow = () => Array.from(rooms.values(), ({ room }) => room);
  const follower = log.isShared ? openLogFollower({ log, bus, clock, report, rooms: roomsNow }) : undefined;
  const stopHearing = hearAccessNews(bus, report, (news) => {
    if (news.type === "map") void kick(news.mapId, news.code);
    else closeAccess(news);
  });

  return {
    async join(mapId, member, transport, generation, watch = watches.begin()) {
      try {
        const room = await openRoom(mapId);
        // Nothing is awaited from here on: in the room, changes of access reach the connection itself.
        if (watch.isStale(mapId, member))
          throw new AppError("UNAVAILABLE", "Your access has changed; please come back.");
        return room.join(member, transport, generation);
      } finally {
        watch.end();
      }
    },

    watchAccess: () => watches.begin(),

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

    async readToChange(mapId, userId) {
      const room = await openRoom(mapId);
      return room.visit(() => ({ state: room.document.encode(), clientId: room.clientOf(userId) }));
    },

    async applyUpdate(mapId, update, userId) {
      const room = await openRoom(mapId);
      await room.visit(() => room.submit(update, userId));
    },

    tell(mapId, state) {
      const message = encodeMessage({ type: "session", state });
      rooms.get(mapId)?.room.tell(message);
      bus.publish(topicOf(mapId), encodePeerMessage({ type: "tell", message }));
    },

    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    async saved(mapId) {
      await ending.get(mapId)?.saved();
      await rooms.get(mapId)?.room.saved();
    },

    async replace(mapId, reason, work) {
      for (let replaced = replacing.get(mapId); replaced; replaced = replacing.get(mapId)) await replaced;
      const kicked = kick(mapId, closeCodes.otherGeneration, reason);
      const done = kicked.then(work);
      replacing.set(
        mapId,
        done.catch(() => {}),
      );
      try {
        const made = await done;
        sayAccessNews(bus, { type: "map", mapId, code: closeCodes.otherGeneration });
        return made;
      } finally {
        replacing.delete(mapId);
        noteChange(mapId);
      }
    },

    kick: kickEverywhere,

    async remove(mapId) {
      await kickEverywhere(mapId, closeCodes.noSuchMap);
      await log.remove(mapId);
    },

    closeUser(userId, code, mapId) {
      changeAccess({ type: "user", userId, code, ...(mapId !== undefined && { mapId }) });
    },

    closeMembers(members, code) {
      closeConcerned(code, "Your access has changed.", (_id, member) => members.has(member));
    },

    members: () => [...rooms].flatMap(([mapId, { room }]) => room.members.map((member) => ({ mapId, member }))),

    noteAccessChange: (concerns) => watches.note(concerns),

    stats() {
      const open = Array.from(rooms.values(), ({ room }) => room);
      const sum = (of: (room: Room) => number) => open.reduce((total, room) => total + of(room), 0);
      const users = open.flatMap(({ members }) => members.map(({ userId }) => userId));
      return {
        rooms: open.length,
        connections: users.length,
        people: new Set(users).size,
        shared: open.filter(({ isAccompanied }) => isAccompanied).length,
        healing: open.filter(({ isHealing }) => isHealing).length,
        slowReaders: sum(({ slowReaders }) => slowReaders),
        unsavedUpdates: sum(({ unsaved }) => unsaved),
      };
    },

    async drain() {
      isDraining = true;
      const open = [...rooms.values()];
      await Promise.all(open.map(({ opened }) => opened.catch(() => {})));
      await sendAwayInWaves(open.map(({ room }) => room));
      follower?.close();
      stopHearing();
      for (const { room } of open) room.close(closeCodes.restarting, restarting);
      await Promise.all([...open.map(({ room }) => room), ...ending.values()].map((room) => room.saved()));
      stopSweeping();
      watched?.close();
      ticker.close();
    },
  };
}
