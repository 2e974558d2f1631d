import { assert } from "../../shared/assert.ts";
import { AppError } from "../../shared/errors.ts";
import { limits } from "../../shared/limits.ts";
import { type CloseCode, closeCodes } from "../../shared/wire/close.ts";
import {
  decodeMessage,
  encodeMessage,
  isEmptyUpdate,
  type Message,
  type RefusalCode,
} from "../../shared/wire/message.ts";
import { readOwnPresenceEntry } from "../../shared/wire/presence.ts";
import type { Clock } from "../clock.ts";
import { Brake } from "./brake.ts";
import type { History } from "./history.ts";
import { keepAliveMessage, keepAliveMs } from "./keepAlive.ts";
import type { LargeAnswers, LargeReader } from "./largeAnswers.ts";
import type { Member } from "./member.ts";
import type { PresenceBoard } from "./presenceBoard.ts";
import type { Report } from "./report.ts";
import type { RoomDocument } from "./roomDocument.ts";
import { Settlement } from "./settlement.ts";
import type { SyncMeter } from "./syncMeter.ts";
import { TokenBucket } from "./tokenBucket.ts";
import type { Packet, Transport } from "./transport.ts";
import { hasHoles, readUpdateShape, type UpdateShape } from "./updateShape.ts";

/** An update of more structs and deleted ranges than this is applied before anyone else gets it: it might be made to keep Yjs busy. */
const appliedFirstChanges = 256;
const presenceLimit = `Presence may take ${limits.presenceBytes} bytes.`;
/** So many changes may build upon what was asked for and has not come. */
const maxSetAside = 2_000;
/** When a change was refused that may be sent again: after so long it is asked for. */
const askAgainMs = 1_000;

/** An update that was judged and may be stored. */
export interface AcceptedUpdate {
  update: Uint8Array;
  /** The message that carries it to the others. */
  message: Uint8Array;
  shape: UpdateShape;
  newClients: readonly number[];
  /** When its frame came, on the room's clock. */
  receivedAt: number;
}

/** One counted change of a connection. */
interface Change {
  index: number;
  isResync: boolean;
  receivedAt: number;
}

/** What a session needs of its room. */
export interface SessionRoom {
  readonly id: string;
  readonly clock: Clock;
  readonly report: Report;
  readonly meter: SyncMeter;
  readonly document: RoomDocument;
  readonly history: History;
  readonly board: PresenceBoard;
  readonly largeAnswers: LargeAnswers;
  /** Opened so recently that people may still come back who were there when a process died. */
  readonly isRecovering: boolean;
  /** Changes taken and not yet on disk. */
  readonly unsaved: number;
  /** Resolves when everything taken so far is on disk, or with false when the log dropped some of it. */
  saved(): Promise<boolean>;
  /** Why no change can be taken now, or not this one. */
  refusesChanges(shape?: UpdateShape): { code: RefusalCode; text: string } | undefined;
  /** Stores and passes on; `session.commit(index)` follows. */
  accept(accepted: AcceptedUpdate, session: Session, index: number): void;
  presenceChanged(): void;
  settledChanged(session: Session): void;
  left(session: Session): void;
}

/** One connection's conversation with its room: what it may do, what it was told, what of its work is settled. */
export class Session implements LargeReader {
  readonly member: Member;
  readonly transport: Transport;
  readonly joinedAt: number;
  readonly #room: SessionRoom;
  readonly #settlement = new Settlement();
  readonly #updates: TokenBucket;
  readonly #brake: Brake;
  /** Yjs client ids that this connection brought and nobody knew. */
  #newClients = 0;
  /** greeting → open → closed, or by way of waiting for the first answer when many others are being sent. */
  #state: "greeting" | "waiting" | "open" | "closed" = "greeting";
  #presenceClient: number | undefined;
  #wasToldOfPresence = false;
  #savedTold = 0;
  /** When the changes came that are settled now and that the author was not told of. */
  #untold: number[] = [];
  #askAgainAt: number | undefined;
  /** A question for the document that waits: for its turn, or for its asker to read what he was sent. */
  #unanswered: Uint8Array | undefined;
  /** When somebody who waits heard something last. */
  #heardAt: number;
  /** Bytes that may be unsent: the budget of a reader, and the last sync it asked for itself. */
  #allowance: number = limits.deadReaderBytes;

  constructor(room: SessionRoom, member: Member, transport: Transport) {
    const now = room.clock.now();
    this.#room = room;
    this.member = member;
    this.transport = transport;
    this.joinedAt = now;
    this.#heardAt = now;
    this.#updates = new TokenBucket(limits.updatesPerSecond, limits.updatesBurst, now);
    this.#brake = new Brake(now);
  }

  /** Has asked for the document and gets what others write. */
  get isOpen(): boolean {
    return this.#state === "open";
  }

  get mapId(): string {
    return this.#room.id;
  }

  get isGreeting(): boolean {
    return this.#state === "greeting";
  }

  /** Takes one frame. Whatever is wrong with it ends this connection only. */
  receive(frame: Uint8Array): void {
    if (this.#state === "closed") return;
    const { clock, report, id, meter } = this.#room;
    const start = clock.now();
    meter.received(frame.length);
    try {
      this.#take(decodeMessage(frame), frame, start);
    } catch (error) {
      const isTheirs = error instanceof AppError && error.code === "MALFORMED";
      if (isTheirs) this.close(closeCodes.malformed, error.message);
      else {
        report("error", "frame failed", { map: id, user: this.member.userId, error: String(error) });
        this.close(closeCodes.comeBack, "Something went wrong here; please come back.");
      }
    }
    const now = clock.now();
    const pauseMs = this.#brake.charge(now, now - start, frame.length);
    if (pauseMs > 0) this.transport.pause(pauseMs);
  }

  /** The client is gone. */
  leave(): void {
    if (this.#state === "closed") return;
    this.#state = "closed";
    this.#room.largeAnswers.leave(this, this.#room.clock.now());
    if (this.#presenceClient !== undefined) this.#room.board.leave(this, this.#presenceClient);
    this.#room.presenceChanged();
    this.#room.left(this);
  }

  close(code: CloseCode, reason: string): void {
    if (this.#state !== "closed") this.#room.meter.closed(code);
    this.leave();
    this.transport.close(code, reason);
  }

  /** The change that came at that time is on disk. */
  commit(index: number, receivedAt: number): void {
    this.#settlement.commit(index);
    this.#untold.push(receivedAt);
    this.#tellSettled();
  }

  get hasNewsOfSaved(): boolean {
    return this.#settlement.settled > this.#savedTold && this.#state !== "closed";
  }

  /** The message that tells how much is settled by now. */
  takeSaved(): Uint8Array {
    this.#savedTold = this.#settlement.settled;
    const now = this.#room.clock.now();
    for (const receivedAt of this.#untold.splice(0)) this.#room.meter.toldSaved(now - receivedAt);
    return encodeMessage({ type: "saved", count: this.#savedTold });
  }

  /** How the reader keeps up: one who does not is spared presence, then asked to come back. */
  get pace(): "current" | "slow" | "dead" {
    const unsent = this.transport.unsentBytes;
    if (unsent > this.#allowance) return "dead";
    return unsent > limits.slowReaderBytes ? "slow" : "current";
  }

  /** Sends, unless too much is unsent already: then this reader has to come back. */
  write(packet: Packet): void {
    if (packet.messages.length === 0 || this.#state === "closed") return;
    if (this.pace === "dead") this.sendBack();
    else this.transport.write(packet);
  }

  /** What may as well be done a second later, or has to wait for something. */
  patrol(now: number): void {
    if (this.pace === "dead") this.sendBack();
    const { largeAnswers } = this.#room;
    largeAnswers.patrol(this, now);
    if (!largeAnswers.isWaiting(this)) this.#answerWaiting();
    else if (this.#state === "waiting" && now - this.#heardAt > keepAliveMs) {
      this.#heardAt = now;
      this.write(packetOf(keepAliveMessage));
    }
    // What was refused for a reason that passes is asked for again, once it may have passed.
    if (this.#askAgainAt === undefined || now < this.#askAgainAt || this.#room.refusesChanges()) return;
    this.#askAgainAt = undefined;
    const messages: Uint8Array[] = [];
    this.#askBeyondDisk(messages);
    this.write({ messages });
  }

  begin(): void {
    try {
      if (!this.#answerWaiting()) this.#room.largeAnswers.leave(this, this.#room.clock.now());
    } catch (error) {
      this.#room.report("error", "answer failed", { map: this.mapId, error: String(error) });
      this.close(closeCodes.comeBack, "Something went wrong here; please come back.");
    }
  }

  sendBack(): void {
    this.#room.meter.sentBack();
    this.close(closeCodes.comeBack, "You read too slowly; please come back.");
  }

  #take(message: Message, frame: Uint8Array, receivedAt: number): void {
    switch (message.type) {
      case "syncStep1":
        this.#greet(message.stateVector);
        return;
      case "syncStep2":
      case "update":
        if (message.type === "update" || !isEmptyUpdate(message.update)) this.#change(message, frame, receivedAt);
        else this.#saidAll();
        return;
      case "awareness":
        this.#show(message.entries);
        return;
      case "queryAwareness":
        this.write(packetOf(this.#room.board.everyone()));
        return;
      default:
        throw new AppError("MALFORMED", `A client does not send "${message.type}".`);
    }
  }

  /** Answers with the document, unless he has to read first what he was sent, or to wait for his turn. */
  #greet(stateVector: Uint8Array): void {
    const mustRead = this.#state === "open" && this.pace !== "current";
    if (mustRead || this.#room.largeAnswers.isWaiting(this)) this.#unanswered = new Uint8Array(stateVector);
    else this.#answer(stateVector);
  }

  /** Answers what was asked before; false when there is nothing, or he has to read first. */
  #answerWaiting(): boolean {
    const unanswered = this.#unanswered;
    if (!unanswered || this.#state === "closed" || this.pace !== "current") return false;
    this.#unanswered = undefined;
    this.#answer(unanswered);
    return true;
  }

  #answer(stateVector: Uint8Array): void {
    const { document, largeAnswers, clock, meter } = this.#room;
    const { packet, since, isShared } = document.answer(stateVector);
    const bytes = [...packet.messages, ...since].reduce((sum, { length }) => sum + length, 0);
    const isLarge = bytes > limits.slowReaderBytes;
    if (isLarge && !largeAnswers.enter(this, clock.now())) {
      this.#unanswered = new Uint8Array(stateVector);
      if (this.#state === "greeting") this.#state = "waiting";
      return;
    }
    meter.answered(isShared ? "shared" : "made");
    this.#allowance = limits.deadReaderBytes + bytes;
    this.write(packet);
    this.write({ messages: [...since, ...this.#welcome()] });
    if (this.pace === "current") largeAnswers.leave(this, clock.now());
    else this.transport.onceTaken(() => largeAnswers.leave(this, clock.now()));
  }

  /** What goes with the first answer: who is there, and a question for what this client has beyond the document. */
  #welcome(): Uint8Array[] {
    if (this.#state !== "greeting" && this.#state !== "waiting") return [];
    this.#state = "open";
    const messages: Uint8Array[] = [];
    const everyone = this.#room.board.everyone();
    if (everyone) messages.push(everyone);
    if (this.member.canEdit) this.#askBeyondDisk(messages);
    return messages;
  }

  /**
   * Asks what the client has beyond this moment's document, as soon as that is on disk: one who answers that there is
   * nothing may call saved what he sent on connections that were lost. Mostly it is there, and the question goes along.
   */
  #askBeyondDisk(messages: Uint8Array[]): void {
    const question = this.#question();
    if (this.#room.unsaved === 0) messages.push(question);
    else void this.#room.saved().then((isSaved) => isSaved && this.write(packetOf(question)));
  }

  #question(): Uint8Array {
    return encodeMessage({ type: "syncStep1", stateVector: this.#room.document.stateVector() });
  }

  #askForMissing(): void {
    this.write(packetOf(this.#question()));
  }

  #change(message: { type: "syncStep2" | "update"; update: Uint8Array }, frame: Uint8Array, receivedAt: number): void {
    const index = this.#settlement.receive();
    const { document, history } = this.#room;
    const isResync = message.type === "syncStep2";
    const change = { index, isResync, receivedAt };
    if (!this.#updates.take(this.#room.clock.now())) {
      const text = `More than ${limits.updatesPerSecond} changes a second; send the rest later.`;
      this.#refuse(change, "RATE", text);
      return;
    }
    let { update } = message;
    let shape: UpdateShape;
    try {
      if (isResync && history.isHealing && hasHoles(update, (client) => history.clockOf(client)))
        update = document.withoutHoles(update);
      shape = readUpdateShape(update, document.seal);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const isTooLarge = error.code === "TOO_LARGE";
      this.#refuse(change, isTooLarge ? "TOO_LARGE" : "MALFORMED", error.message);
      if (isTooLarge) return;
      throw error;
    }
    // A SyncStep2 repeats every deletion there ever was; an Update names only its own.
    const isDeleted = isResync
      ? document.isDeleted.bind(document)
      : (ranges: UpdateShape["deletes"]) => ranges.clients.size === 0;
    const recalls = isResync && this.#room.isRecovering ? { ownClient: this.#presenceClient } : undefined;
    const verdict = history.judge(shape, { userId: this.member.userId, ...(recalls && { recalls }) }, isDeleted);
    if (verdict.kind === "known") this.#known(change);
    else if (!this.member.canEdit) this.#refuse(change, "READ_ONLY", "You may look at this map, not change it.");
    else if (verdict.kind === "foreign")
      this.#refuse(change, "FOREIGN_CLIENT", "This client id belongs to somebody else.");
    else if (verdict.kind === "sealed")
      this.#refuse(change, "READ_ONLY", "Only the server writes the header of a map.");
    else if (verdict.kind === "later")
      this.#refuse(change, "NOT_SAVED", "Somebody else is still saving what yours builds upon; it is asked for again.");
    else if (verdict.kind === "gap") this.#gap(change);
    else if (verdict.kind === "new") {
      const isWhole = update === message.update;
      this.#accept(change, update, isWhole ? frame : encodeMessage({ type: "update", update }), { ...verdict, shape });
    }
  }

  /** He has sent everything he has beyond the document. */
  #saidAll(): void {
    const client = this.#presenceClient;
    if (client !== undefined && this.member.canEdit) this.#room.history.heardOf(client, this);
  }

  #accept(
    change: Change,
    update: Uint8Array,
    frame: Uint8Array,
    judged: Pick<AcceptedUpdate, "shape" | "newClients"> & { unknownClients: number },
  ): void {
    const { index, isResync, receivedAt } = change;
    const { deletes } = judged.shape;
    const newClients = this.#newClients + judged.unknownClients;
    if (newClients > limits.clientIdsPerConnection && !this.#room.history.isHealing) {
      const text = `A connection may bring ${limits.clientIdsPerConnection} new client ids; connect again for more.`;
      this.#refuse(change, "LIMIT", text);
      return;
    }
    const refusal = this.#room.refusesChanges(judged.shape);
    if (refusal) {
      this.#refuse(change, refusal.code, refusal.text);
      return;
    }
    const repeats = (isResync && deletes.clients.size > 0) || this.#room.history.isOverlapping(judged.shape);
    const isAppliedFirst = repeats || judged.shape.changes > appliedFirstChanges;
    const message = isAppliedFirst
      ? encodeMessage({ type: "update", update: this.#room.document.trim(update) })
      : updateMessage(update, frame);
    if (isResync) this.#settlement.resync(index);
    this.#newClients = newClients;
    this.#settlement.wait(index);
    const { shape, newClients: becomeHis } = judged;
    const accepted = { shape, newClients: becomeHis, update: updateOf(message), message, receivedAt };
    this.#room.accept(accepted, this, index);
    if (isResync) this.#saidAll();
    else for (const { client } of shape.brings) this.#room.history.heardOf(client, this);
  }

  /** It says nothing new; but what it repeats may still be on its way to disk. */
  #known({ index, isResync, receivedAt }: Change): void {
    if (isResync) {
      this.#settlement.resync(index);
      this.#saidAll();
    }
    if (this.#room.unsaved === 0) {
      this.#settlement.finish(index);
      this.#tellSettled();
      return;
    }
    this.#settlement.wait(index);
    void this.#room.saved().then((isSaved) => isSaved && this.commit(index, receivedAt));
  }

  /** The change builds upon one the server never got: ask for everything; the answer settles this one too. */
  #gap(change: Change): void {
    if (change.isResync) {
      this.#refuse(change, "MALFORMED", "The update builds upon changes that were never sent.");
      return;
    }
    const wasAsked = this.#settlement.isGapOpen;
    this.#settlement.setAside(change.index);
    if (this.#settlement.setAsideCount > maxSetAside)
      throw new AppError("MALFORMED", "What your changes build upon was asked for and never sent.");
    if (!wasAsked) this.#askForMissing();
  }

  /** What is refused for a reason that passes is asked for again; a gap that it would have filled stays open till then. */
  #refuse(change: Change, code: RefusalCode, text: string): void {
    const isPassing = code === "RATE" || code === "NOT_SAVED";
    if (isPassing) this.#askAgainAt = this.#room.clock.now() + askAgainMs;
    this.#room.meter.refused(code);
    const lost = change.isResync && !isPassing ? this.#settlement.giveUp() : [];
    for (const index of [...lost, change.index])
      this.write(packetOf(encodeMessage({ type: "refused", index, code, text })));
    this.#settlement.finish(change.index);
    this.#tellSettled();
  }

  #tellSettled(): void {
    if (this.hasNewsOfSaved) this.#room.settledChanged(this);
  }

  /**
   * Takes the presence of this client. Messages about several clients or about another one are what stock clients send
   * back of what they were told, so they are passed over without a word.
   */
  #show(body: Uint8Array): void {
    if (body.length > limits.presenceBytes + 32) {
      if (body[0] === 1) this.#refusePresence(presenceLimit);
      return;
    }
    const { board, history } = this.#room;
    let entry;
    try {
      entry = readOwnPresenceEntry(body);
    } catch {
      throw new AppError("MALFORMED", "The presence cannot be read.");
    }
    if (!entry || entry.clientId !== (this.#presenceClient ?? entry.clientId)) return;
    if (entry.state.length > limits.presenceBytes) {
      this.#refusePresence(presenceLimit);
      return;
    }
    if (this.#presenceClient === undefined && entry.state === "null") return;
    const owner = history.ownerOf(entry.clientId);
    if (owner !== undefined && owner !== this.member.userId) return;
    if (!board.show(this, entry)) return;
    this.#presenceClient = entry.clientId;
    this.#room.presenceChanged();
  }

  #refusePresence(text: string): void {
    if (this.#wasToldOfPresence) return;
    this.#wasToldOfPresence = true;
    this.#room.meter.refused("TOO_LARGE");
    this.write(packetOf(encodeMessage({ type: "refused", index: 0, code: "TOO_LARGE", text })));
  }
}

/**
 * The message that carries an update on: the frame it came in, copied, because a frame is a view into the socket's buffer,
 * which must not be kept alive for forty bytes.
 */
function updateMessage(update: Uint8Array, frame: Uint8Array): Uint8Array {
  if (frame[0] !== 0 || (frame[1] ?? 0) > 2) return encodeMessage({ type: "update", update });
  const message = Buffer.allocUnsafe(frame.length);
  message.set(frame);
  message[1] = 2;
  return message;
}

/** The update at the end of an update message. */
function updateOf(message: Uint8Array): Uint8Array {
  const decoded = decodeMessage(message);
  assert(decoded.type === "update", "a change is passed on as an Update");
  return decoded.update;
}

function packetOf(message: Uint8Array | undefined): Packet {
  return { messages: message ? [message] : [] };
}
