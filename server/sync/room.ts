import { randomInt } from "node:crypto";
import { AppError } from "../../shared/errors.ts";
import { limits } from "../../shared/limits.ts";
import { type CloseCode, closeCodes } from "../../shared/wire/close.ts";
import { encodeMessage, type RefusalCode } from "../../shared/wire/message.ts";
import type { Clock } from "../clock.ts";
import type { LayoutBackup, LoadedMap, MapHead, UpdateLog } from "../store/updateLog.ts";
import { Compaction } from "./compaction.ts";
import { Following, type FollowingRoom } from "./following.ts";
import { History } from "./history.ts";
import { keepAliveMessage, keepAliveMs } from "./keepAlive.ts";
import type { LargeAnswers } from "./largeAnswers.ts";
import type { Member } from "./member.ts";
import { Outbox } from "./outbox.ts";
import { PresenceBoard } from "./presenceBoard.ts";
import { RecordCensus } from "./recordCensus.ts";
import { RemotePresence } from "./remotePresence.ts";
import type { Report } from "./report.ts";
import { type Layout, type OpenedDocument, RoomDocument } from "./roomDocument.ts";
import type { PeerEars, RoomPeers } from "./roomPeers.ts";
import { type AcceptedUpdate, Session, type SessionRoom } from "./session.ts";
import type { SyncMeter } from "./syncMeter.ts";
import type { TailRow } from "./tail.ts";
import type { Ticking } from "./ticker.ts";
import type { Transport } from "./transport.ts";
import { readUpdateShape, type UpdateShape } from "./updateShape.ts";

/** So many rows are merged into a snapshot; when a room is left, a few already. */
const compactAtRows = 1_000;
const compactLeftRoomAtRows = 50;
/** So many updates are applied together at the latest. */
const settleAtUpdates = 500;
/** Where nobody writes for so long, the document becomes compressed bytes. */
const sleepAfterMs = 60_000;
/** Messages of other nodes that are kept while a map is being loaded; what is more is read from the log. */
const maxEarly = 1_000;
/** Who was here when a process died comes back within seconds; a laptop that was closed meanwhile, within minutes. */
const recoverMs = 5 * 60_000;
const sizeLimit = `This map has reached its limit of ${limits.mapBytes / 1_000_000} MB.`;

export interface RoomOptions {
  id: string;
  log: UpdateLog;
  clock: Clock;
  report: Report;
  meter: SyncMeter;
  layout: Layout;
  /** Those of all rooms of the process. */
  largeAnswers: LargeAnswers;
  /** Busy share of the process, 0 to 1. */
  load(): number;
  /** Connects to the rooms of this map on other nodes, where there may be some. */
  connectPeers: ((ears: PeerEars) => RoomPeers) | undefined;
  /** Calls for `run` at that time. */
  wake(at: number): void;
  /** Calls for `catchUp` in a moment. */
  catchUpSoon(): void;
  /** The content changed. */
  onChange(): void;
  /** Reads what it needs of the rows that are about to be merged into a snapshot. */
  beforeMerge?: () => Promise<unknown> | undefined;
  /** The room is closed for good; whoever wants the map opens another. */
  onClose(): void;
}

interface Content {
  document: RoomDocument;
  history: History;
  census: RecordCensus;
  generation: string;
  following: Following;
  compaction: Compaction;
}

/**
 * One open map: who is in it, what it holds, what was said and what is saved. It knows no socket, no SQL and no timer.
 * opening → open ⇄ draining → closed; only an open or draining room has a document.
 */
export class Room implements SessionRoom, Ticking, FollowingRoom {
  readonly id: string;
  readonly clock: Clock;
  readonly report: Report;
  readonly meter: SyncMeter;
  readonly largeAnswers: LargeAnswers;
  readonly board = new PresenceBoard();
  readonly #options: RoomOptions;
  readonly #sessions = new Set<Session>();
  readonly #outbox: Outbox;
  readonly #remotes = new RemotePresence(this.board);
  readonly #peers: RoomPeers | undefined;
  /** What other nodes said while the map was being loaded. */
  #early: [generation: string, rows: readonly TailRow[]][] = [];
  #state: "opening" | "open" | "draining" | "closed" = "opening";
  #content: Content | undefined;
  readonly #clients = new Map<string, number>();
  /** Reads and commands over HTTP that are in the middle of something. */
  #visits = 0;
  #unsaved = 0;
  /** The log dropped a change: the map is gone or has another history, and nothing here will be saved any more. */
  #isOutdated = false;
  #lastAppend: Promise<number> | undefined;
  #lastChangeAt: number;
  #lastLeftAt: number;
  /** When the map was opened, or another node held it last: that one may have died, too. */
  #recoversSince: number;

  constructor(options: RoomOptions) {
    const now = options.clock.now();
    this.#options = options;
    this.id = options.id;
    this.clock = options.clock;
    this.report = options.report;
    this.meter = options.meter;
    this.largeAnswers = options.largeAnswers;
    this.#lastChangeAt = now;
    this.#lastLeftAt = now;
    this.#recoversSince = now;
    this.#outbox = new Outbox({
      sessions: this.#sessions,
      board: this.board,
      meter: options.meter,
      now: () => this.clock.now(),
      load: () => options.load(),
      wake: (at) => options.wake(at),
      presenceTold: () => this.#peers?.presence(this.board.takeChangesHere()),
    });
    this.#peers = options.connectPeers?.(this.#ears());
  }

  get connections(): number {
    return this.#sessions.size;
  }

  get unsaved(): number {
    return this.#unsaved;
  }

  /** Another node holds this map, too. */
  get isAccompanied(): boolean {
    return this.#peers?.isAccompanied ?? false;
  }

  /** It lost something that an editor's copy may bring back. */
  get isHealing(): boolean {
    return this.#content?.history.isHealing ?? false;
  }

  /** Connections whose client reads more slowly than it is sent to. */
  get slowReaders(): number {
    let count = 0;
    for (const session of this.#sessions) if (session.pace !== "current") count += 1;
    return count;
  }

  get isRecovering(): boolean {
    return this.clock.now() - this.#recoversSince < recoverMs;
  }

  get isClosed(): boolean {
    return this.#state === "closed";
  }

  get document(): RoomDocument {
    return this.#must().document;
  }

  get history(): History {
    return this.#must().history;
  }

  /** The topic of this map on the bus, where other nodes may hold it too. */
  get topic(): string | undefined {
    return this.#peers?.topic;
  }

  /** Loads the map. @throws AppError NOT_FOUND, CLIENT_TOO_OLD, UNAVAILABLE; the room is closed then. */
  async open(): Promise<void> {
    const start = this.clock.now();
    try {
      let content: Content | undefined;
      while (!content) {
        const loaded = await this.#options.log.load(this.id);
        if (!loaded) throw new AppError("NOT_FOUND", "There is no such map.");
        content = await this.#fill(loaded, this.#build(loaded));
      }
      this.#content = content;
      this.#state = "open";
      for (const [generation, rows] of this.#early.splice(0)) content.following.hear(generation, rows);
      this.meter.opened(this.clock.now() - start);
      this.#recoversSince = this.clock.now();
    } catch (error) {
      this.#end();
      throw error;
    }
  }

  /** Whatever comes of it, it did not end the process. */
  #build(loaded: LoadedMap): OpenedDocument {
    try {
      return RoomDocument.open(loaded, this.#options.layout);
    } finally {
      this.#options.log.opened(this.id).catch((error: unknown) => {
        this.report("error", "opening not noted", { map: this.id, error: String(error) });
      });
    }
  }

  /** `undefined` when another node was quicker to bring the map to this layout. */
  async #fill(loaded: LoadedMap, { document, badRows, before }: OpenedDocument): Promise<Content | undefined> {
    const { log } = this.#options;
    const { generation } = loaded;
    const lost = loaded.quarantined + badRows.length;
    if (badRows.length > 0) await log.quarantine(this.id, badRows, "cannot be applied");
    if (document.isHealing) this.report("error", "map is healing", { map: this.id, quarantined: lost });
    this.meter.quarantined(lost);
    const claimant = (client: number) => this.board.claimantOf(client);
    const isElsewhere = (client: number) => this.board.isElsewhere(client);
    const history = new History(document.clocks(), loaded.owners, document.isHealing, claimant, isElsewhere);
    const seq = before ? await this.#migrate(before, document) : loaded.seq;
    if (seq === undefined) return undefined;
    const census = new RecordCensus(document.doc);
    const following = new Following({ room: this, log, generation, seal: document.seal, seq });
    const now = this.clock.now();
    const onDisk = before ? { rows: [], snapshot: document.encode() } : loaded;
    const { id: map, report, meter } = this;
    const beforeMerge = () => this.#options.beforeMerge?.();
    const compaction = new Compaction(onDisk, seq, { map, generation, log, report, meter, now, beforeMerge });
    return { document, history, census, generation, following, compaction };
  }

  async #migrate(before: LayoutBackup, document: RoomDocument): Promise<number | undefined> {
    try {
      const seq = await this.#options.log.migrate(this.id, before, document.encode());
      this.report("info", "map migrated", { map: this.id, from: before.layout });
      return seq;
    } catch (error) {
      if (error instanceof AppError && error.code === "CONFLICT") return undefined;
      throw error;
    }
  }

  /** Lets a member in. @throws AppError GENERATION, LIMIT, UNAVAILABLE. */
  join(member: Member, transport: Transport, generation: string | undefined): Session {
    const content = this.#must();
    if (generation !== undefined && generation !== content.generation)
      throw new AppError("GENERATION", "This map was restored; your copy is of an older history.");
    if (this.#sessions.size >= limits.connectionsPerRoom)
      throw new AppError("LIMIT", `A map takes ${limits.connectionsPerRoom} connections.`);
    const session = new Session(this, member, transport);
    this.#sessions.add(session);
    return session;
  }

  /** Keeps the room from closing while `work` looks at its document. */
  async visit<T>(work: (room: Room) => T | Promise<T>): Promise<T> {
    this.#visits += 1;
    try {
      return await work(this);
    } finally {
      this.#visits -= 1;
      this.#lastLeftAt = this.clock.now();
    }
  }

  /** The client id of what a user changes outside of any connection. A new process takes another: it may know less. */
  clientOf(userId: string): number {
    const known = this.#clients.get(userId);
    if (known !== undefined) return known;
    const clientId = randomInt(2 ** 32);
    this.#clients.set(userId, clientId);
    return clientId;
  }

  /** Takes an update made outside of any connection. @throws AppError INVALID, NOT_SAVED, LIMIT. */
  async submit(update: Uint8Array, userId: string): Promise<void> {
    const receivedAt = this.clock.now();
    const shape = readUpdateShape(update, this.document.seal);
    const verdict = this.history.judge(shape, { userId }, (ranges) => ranges.clients.size === 0);
    if (verdict.kind === "known") {
      if (!(await this.saved())) throw outdated();
      return;
    }
    if (verdict.kind !== "new") throw new AppError("INVALID", "The update does not fit this map.");
    const refusal = this.refusesChanges(shape);
    if (refusal) throw new AppError(refusal.code === "NOT_SAVED" ? "NOT_SAVED" : "LIMIT", refusal.text);
    const message = encodeMessage({ type: "update", update });
    const isKept = await this.#store(
      { update, message, shape, newClients: verdict.newClients, receivedAt },
      userId,
      undefined,
    );
    if (!isKept) throw outdated();
  }

  /** Says a message to everybody who is here now, with what else is said in this tick. */
  tell(message: Uint8Array): void {
    if (this.#state === "open" || this.#state === "draining") this.#outbox.relay(message, undefined);
  }

  /** Takes what other nodes wrote; resolves when all that is in the log by now is in the document. */
  async catchUp(): Promise<void> {
    await this.#content?.following.catchUp();
  }

  /** Whether the room is loaded, so that the log's word on it means something. */
  get isLoaded(): boolean {
    return this.#content !== undefined && !this.isClosed;
  }

  /** The log's own word on how far the map goes; `undefined` when it is gone. */
  noteHead(head: MapHead | undefined): void {
    this.#content?.following.noteHead(head);
  }

  /** Whether another node holds this map, too. */
  setAccompanied(isAccompanied: boolean): void {
    this.#peers?.setAccompanied(isAccompanied);
    if (!isAccompanied) this.#remotes.dropAll();
    this.presenceChanged();
  }

  isOwned(client: number): boolean {
    return this.history.isOwned(client);
  }

  catchUpSoon(): void {
    this.#options.catchUpSoon();
  }

  /** Takes a row that another node wrote, and passes it on. */
  take(row: TailRow, shape: UpdateShape, owners: ReadonlyMap<number, string>): void {
    const { document, history, census, compaction } = this.#must();
    const isKnown = shape.brings.every(({ client, to }) => to <= history.clockOf(client));
    if (isKnown && shape.deletes.clients.size === 0) return;
    const hasGap = shape.brings.some(({ client, from }) => from > history.clockOf(client));
    if (hasGap && !history.isHealing) {
      this.reload();
      return;
    }
    const update = history.isOverlapping(shape) ? newsOf(row.bytes, document) : row.bytes;
    if (!update) {
      this.reload();
      return;
    }
    const message = encodeMessage({ type: "update", update });
    census.add(history.countAdded(shape));
    history.recordOthers(shape, owners);
    document.add(update, shape, message);
    compaction.bytes += row.bytes.length;
    this.#outbox.relay(message, undefined);
    this.#lastChangeAt = this.clock.now();
    if (document.waiting >= settleAtUpdates) document.settle();
  }

  committed(row: TailRow): void {
    if (this.#content) this.#peers?.row(this.#content.generation, row);
  }

  refusesChanges(shape?: UpdateShape): { code: RefusalCode; text: string } | undefined {
    if (this.#isOutdated) return { code: "NOT_SAVED", text: outdated().message };
    if (!this.#options.log.accepts(this.id))
      return { code: "NOT_SAVED", text: "The server cannot save at the moment." };
    if (this.#must().compaction.bytes > limits.mapBytes) return { code: "LIMIT", text: sizeLimit };
    if (!shape) return undefined;
    const { census, document, history } = this.#must();
    const text = document.refusesNesting(shape) ?? census.refuses(history.countAdded(shape), () => document.doc);
    return text === undefined ? undefined : { code: "LIMIT", text };
  }

  accept(accepted: AcceptedUpdate, session: Session, index: number): void {
    void this.#store(accepted, session.member.userId, session).then(
      (isKept) => isKept && session.commit(index, accepted.receivedAt),
    );
  }

  presenceChanged(): void {
    if (this.board.hasChanged) this.#outbox.presenceChanged();
  }

  settledChanged(session: Session): void {
    this.#outbox.saved(session);
  }

  left(session: Session): void {
    this.#sessions.delete(session);
    if (this.#options.log.isShared) this.#content?.history.forget(session);
    this.#outbox.forget(session);
    this.#lastLeftAt = this.clock.now();
  }

  run(now: number): number | undefined {
    return this.#outbox.run(now);
  }

  /** Everything that may as well happen a second later. */
  patrol(now: number): void {
    if (!this.#content || this.isClosed) return;
    for (const session of this.#sessions) {
      if (session.isGreeting && now - session.joinedAt > limits.greetTimeoutMs)
        session.close(closeCodes.malformed, "You never asked for the map.");
      else session.patrol(now);
    }
    if (now - this.#outbox.lastWriteAt > keepAliveMs) this.#outbox.keepAlive(keepAliveMessage, now);
    this.#peers?.patrol(now);
    if (this.#peers?.mayBeAccompanied) this.#recoversSince = now;
    this.#remotes.patrol(now);
    this.presenceChanged();
    const { document, census, following, compaction } = this.#content;
    const isChanged = document.waiting > 0;
    document.settle();
    // The log was asked at once why it dropped a change, and did not answer.
    if (this.#isOutdated) void this.catchUp();
    if (isChanged && !document.isDamaged) census.refresh(document.doc);
    if (document.isDamaged) this.reload();
    else if (compaction.mergeable(following.seq, now) >= compactAtRows) void this.compact();
    else if (now - this.#lastChangeAt > sleepAfterMs) document.sleep();
  }

  /** Nobody has been here for so long. */
  isLeft(now: number, forMs: number): boolean {
    return this.#state === "open" && this.#isEmpty && now - this.#lastLeftAt >= forMs;
  }

  /** Replaces the rows that are on disk by a snapshot, once what they say was read. */
  async compact(): Promise<void> {
    await this.#content?.compaction.run(() => this.document.encode());
  }

  /** Closes the room when nobody came in the meantime and everything is on disk. False when it stays open. */
  async unload(): Promise<boolean> {
    if (this.#state !== "open") return this.isClosed;
    this.#state = "draining";
    const { following, compaction } = this.#must();
    if (compaction.mergeable(following.seq, this.clock.now()) >= compactLeftRoomAtRows) await this.compact();
    // Checked after the last await: whoever came while the snapshot was written finds the room open.
    const isDone = this.#isEmpty && this.#unsaved === 0;
    if (isDone) this.#end();
    else if (!this.isClosed) this.#state = "open";
    return isDone;
  }

  /** Who is behind each connection. */
  get members(): Member[] {
    return Array.from(this.#sessions, ({ member }) => member);
  }

  /** Closes every connection whose member is meant. */
  closeSessions(code: CloseCode, reason: string, isMeant: (member: Member) => boolean = () => true): void {
    for (const session of this.#sessions) if (isMeant(session.member)) session.close(code, reason);
  }

  /** Closes so many connections at most; gives how many it were. */
  sendAway(code: CloseCode, reason: string, most: number): number {
    const going = [...this.#sessions].slice(0, Math.max(0, most));
    for (const session of going) session.close(code, reason);
    return going.length;
  }

  /** Closes every connection and the room; what waits for the disk still gets there. */
  close(code: CloseCode, reason: string): void {
    this.closeSessions(code, reason);
    this.#end();
  }

  /** Resolves when everything taken so far is on disk, or with false when the log dropped some of it. */
  async saved(): Promise<boolean> {
    return (await this.#lastAppend) !== 0;
  }

  #end(): void {
    if (this.isClosed) return;
    this.#state = "closed";
    this.#peers?.close();
    this.#options.onClose();
  }

  get #isEmpty(): boolean {
    return this.#sessions.size === 0 && this.#visits === 0;
  }

  #must(): Content {
    if (!this.#content || this.#state === "closed") throw new AppError("UNAVAILABLE", "This map is being closed.");
    return this.#content;
  }

  /** What other nodes' rooms of this map want of this one. */
  #ears(): PeerEars {
    return {
      rows: (generation, rows) => {
        if (this.#content) this.#content.following.hear(generation, rows);
        else if (this.#early.length < maxEarly) this.#early.push([generation, rows]);
      },
      presence: (node, entries, isWhole) => {
        this.#remotes.hear(node, entries, isWhole, this.clock.now());
        this.presenceChanged();
      },
      gone: (node) => {
        this.#remotes.drop(node);
        this.presenceChanged();
      },
      tell: (message) => this.tell(message),
      everyone: () => this.board.everyoneHere(),
    };
  }

  /** Records, passes on and saves an update; resolves when it is on disk, with false when it was dropped: its map is gone. */
  async #store(accepted: AcceptedUpdate, userId: string, author: Session | undefined): Promise<boolean> {
    const { update, message, shape, newClients, receivedAt } = accepted;
    const { document, history, census, generation, following, compaction } = this.#must();
    census.add(history.countAdded(shape));
    history.record(shape, userId, newClients);
    document.add(update, shape, message);
    this.#outbox.relay(message, author, receivedAt);
    compaction.bytes += update.length;
    this.#lastChangeAt = this.clock.now();
    this.#unsaved += 1;
    this.#options.onChange();
    if (document.waiting >= settleAtUpdates) document.settle();
    const own = following.begin({ user: userId, bytes: update, newClients, brings: shape.brings });
    const append = this.#options.log.append({ map: this.id, generation, user: userId, bytes: update, newClients });
    this.#lastAppend = append;
    const seq = await append;
    this.meter.committed(this.clock.now() - receivedAt);
    // What was dropped stays unsaved, so that nobody who repeats it is told otherwise until the room is closed.
    if (seq > 0) this.#unsaved -= 1;
    else this.#isOutdated = true;
    following.settle(own, seq);
    return seq > 0;
  }

  /**
   * The document turned out not to be what was accepted. This room ends, and everyone comes back to one that is read from
   * the log, which leaves out what cannot be applied.
   */
  reload(): void {
    this.report("error", "room reloads", { map: this.id });
    this.meter.reloaded();
    this.close(closeCodes.comeBack, "This map is being reloaded; please come back.");
  }
}

function outdated(): AppError {
  return new AppError("GENERATION", "This map was deleted or restored in the meantime.");
}

/** What a row brings beyond the document; `undefined` when it cannot be applied, and the document is damaged. */
function newsOf(row: Uint8Array, document: RoomDocument): Uint8Array | undefined {
  try {
    return document.trim(row);
  } catch {
    return undefined;
  }
}
