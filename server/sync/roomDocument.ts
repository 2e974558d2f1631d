import { deflateRawSync, inflateRawSync } from "node:zlib";
import * as Y from "yjs";
import { AppError } from "../../shared/errors.ts";
import { limits } from "../../shared/limits.ts";
import { encodeMessage } from "../../shared/wire/message.ts";
import { type Migration, migrateDoc, migrations } from "../../shared/doc/migrate.ts";
import { readHeader, schemaVersion } from "../../shared/doc/mapDoc.ts";
import type { LayoutBackup, LoadedMap } from "../store/updateLog.ts";
import { type Allowance, withinSteps } from "./boundedIntegration.ts";
import { containsRanges, type DeletedRanges } from "./deletedRanges.ts";
import { isNestedDeeper } from "./nesting.ts";
import { Seal } from "./seal.ts";
import type { Packet } from "./transport.ts";
import type { UpdateShape } from "./updateShape.ts";

/** Answers kept for joiners, by what they had; a thousand who come back after a restart ask only a few questions. */
const maxAnswers = 16;
const maxKeyBytes = 64_000;
/** What the state vector of somebody who has nothing is kept under. */
const nothing = "\0";
/** When what came after the answers grows past this, the next joiner gets a fresh one. */
const maxTailMessages = 512;
const maxTailBytes = 256_000;

/** How far Yjs may search while others wait (about 0.2 s), while a map is opened, and in a row when that is used up. */
const stepsAtOnce = 2_000_000;
const stepsToOpen = 20_000_000;
const stepsOfLastRows = 20_000;

/** The layout that documents are brought to when they are opened, and the steps that lead there. */
export interface Layout {
  version: number;
  steps: readonly Migration[];
}

export const currentLayout: Layout = { version: schemaVersion, steps: migrations };

export interface OpenedDocument {
  document: RoomDocument;
  /** Rows of the log that could not be applied, by sequence number. */
  badRows: number[];
  /** What it was before it was brought to another layout, when it was. */
  before: LayoutBackup | undefined;
}

/**
 * The document of a room. Updates wait and are applied together, when somebody asks or when there are many; while nobody
 * asks it is only compressed bytes.
 */
export class RoomDocument {
  #state: { name: "awake"; doc: Y.Doc } | { name: "asleep"; deflated: Uint8Array };
  /** It lacks something that an editor's copy may bring back; what builds upon that waits in it. */
  readonly isHealing: boolean;
  /** What in it only the server writes. */
  readonly seal: Seal;
  #waiting: Uint8Array[] = [];
  /** How far each client must have come once what waits is applied. */
  #expected = new Map<number, number>();
  #answers = new Map<string, Packet>();
  /** The messages of every update since the first of `#answers` was made. */
  #tail: Uint8Array[] = [];
  #tailBytes = 0;
  #isDamaged = false;
  #deleted: { ranges: DeletedRanges; isCurrent: boolean } | undefined;

  private constructor(doc: Y.Doc, isHealing: boolean) {
    this.#state = { name: "awake", doc };
    this.isHealing = isHealing;
    this.seal = new Seal(doc);
  }

  /**
   * Builds the document of a loaded map, in the given layout. Rows that Yjs cannot apply are left out and named.
   * @throws AppError CLIENT_TOO_OLD when a newer version wrote it.
   */
  static open(loaded: LoadedMap, layout: Layout = currentLayout): OpenedDocument {
    const whole = new Y.Doc();
    const parts = loaded.rows.map(({ bytes }) => bytes);
    if (loaded.snapshot) parts.unshift(loaded.snapshot);
    const isWhole = applyTogether(whole, parts, { steps: stepsToOpen }) && !isIncomplete(whole);
    const { doc, badRows } = isWhole ? { doc: whole, badRows: [] } : applyOneByOne(loaded);
    const isHealing = loaded.quarantined > 0 || badRows.length > 0 || isIncomplete(doc);
    const before = migrate(doc, loaded.seq, layout);
    const document = new RoomDocument(doc, isHealing);
    const [all, ...others] = parts;
    if (all && others.length === 0 && isWhole && !before) document.#answers.set(nothing, answerOf(all));
    return { document, badRows, before };
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  get isAsleep(): boolean {
    return this.#state.name === "asleep";
  }

  /** It is not what was accepted, and nobody should look at it: the room has to be read from the log again. */
  get isDamaged(): boolean {
    return this.#isDamaged;
  }

  /** The document with everything applied. @throws AppError UNAVAILABLE when it is damaged. */
  get doc(): Y.Doc {
    this.settle();
    if (this.#isDamaged) throw new AppError("UNAVAILABLE", "This map is being reloaded.");
    return this.#awake();
  }

  /** How far each client has written. */
  clocks(): Map<number, number> {
    return Y.decodeStateVector(Y.encodeStateVector(this.doc));
  }

  /** Takes an accepted update, to be applied later; `message` is what its readers were sent. */
  add(update: Uint8Array, shape: UpdateShape, message: Uint8Array): void {
    this.#waiting.push(update);
    for (const { client, to } of shape.brings)
      if (to > (this.#expected.get(client) ?? 0)) this.#expected.set(client, to);
    if (this.#deleted) this.#deleted.isCurrent = false;
    if (this.#answers.size === 0) return;
    this.#tail.push(message);
    this.#tailBytes += message.length;
    if (this.#tail.length > maxTailMessages || this.#tailBytes > maxTailBytes) this.forgetAnswers();
  }

  /** Applies what waits, in one transaction. The document is damaged when Yjs takes less than was accepted. */
  settle(): void {
    if (this.#waiting.length === 0 || this.#isDamaged) return;
    const doc = this.#awake();
    const updates = this.#waiting;
    const expected = this.#expected;
    this.#waiting = [];
    this.#expected = new Map();
    this.#isDamaged =
      !applyTogether(doc, updates, { steps: stepsAtOnce }) || (!this.isHealing && !isComplete(doc, expected));
  }

  /**
   * What brings a client from what it has to what there is now: one packet for all who have the same, and what came since.
   * `isShared` when somebody got that packet before.
   * @throws AppError MALFORMED when that is no state vector, UNAVAILABLE.
   */
  answer(stateVector: Uint8Array): { packet: Packet; since: readonly Uint8Array[]; isShared: boolean } {
    const key = Buffer.from(stateVector).toString("latin1");
    let packet = this.#answers.get(key);
    const isShared = packet !== undefined;
    if (!packet) {
      checkStateVector(stateVector);
      packet = answerOf(this.#missing(stateVector));
      if (this.#answers.size >= maxAnswers) this.forgetAnswers();
      if (key.length <= maxKeyBytes) this.#answers.set(key, packet);
    }
    return { packet, since: this.#tail, isShared };
  }

  /**
   * Applies an update that is about to be accepted and gives what of it is new: a SyncStep2 repeats all deletions there
   * ever were, which nobody needs to store or hear again.
   * @throws AppError MALFORMED when Yjs cannot apply it, or not within its allowance; the document is damaged then.
   */
  trim(update: Uint8Array): Uint8Array {
    const { doc } = this;
    let news = update;
    const keep = (applied: Uint8Array) => (news = applied);
    doc.on("update", keep);
    this.#isDamaged = !applyTogether(doc, [update], { steps: stepsAtOnce }) || (!this.isHealing && isIncomplete(doc));
    doc.off("update", keep);
    if (this.#isDamaged) throw new AppError("MALFORMED", "The update cannot be applied.");
    return news;
  }

  /**
   * What of an update can be applied now, without what waits for what is lost: whoever was shown a map that lacks
   * something sends its holes back. Nothing changes. @throws AppError MALFORMED when Yjs cannot apply it.
   */
  withoutHoles(update: Uint8Array): Uint8Array {
    const copy = new Y.Doc();
    const isTaken = applyTogether(copy, [this.encode(), update], { steps: stepsAtOnce });
    if (!isTaken) throw new AppError("MALFORMED", "The update cannot be applied.");
    copy.store.pendingStructs = null;
    copy.store.pendingDs = null;
    return Y.encodeStateAsUpdate(copy, this.stateVector());
  }

  /** Why the shared types of an update may not lie where it puts them, as a sentence. */
  refusesNesting({ nested }: UpdateShape): string | undefined {
    if (!nested || !isNestedDeeper(nested, limits.jsonDepth, this.doc.store)) return undefined;
    return `A map is nested at most ${limits.jsonDepth} levels deep.`;
  }

  /** Lets go of what is kept for joiners. */
  forgetAnswers(): void {
    this.#answers.clear();
    this.#tail = [];
    this.#tailBytes = 0;
  }

  stateVector(): Uint8Array {
    return Y.encodeStateVector(this.doc);
  }

  /** Everything, as one update. */
  encode(): Uint8Array {
    return Y.encodeStateAsUpdate(this.doc);
  }

  /** Whether all of these ranges are deleted already. */
  isDeleted(ranges: DeletedRanges): boolean {
    if (ranges.clients.size === 0) return true;
    if (this.#deleted && containsRanges(this.#deleted.ranges, ranges)) return true;
    if (this.#deleted?.isCurrent) return false;
    this.#deleted = { ranges: Y.createDeleteSetFromStructStore(this.doc.store), isCurrent: true };
    return containsRanges(this.#deleted.ranges, ranges);
  }

  /** Becomes compressed bytes until it is needed again. A map that heals stays awake: it holds what is incomplete. */
  sleep(): void {
    if (this.#state.name === "asleep" || this.isHealing) return;
    const { doc } = this;
    const deflated = deflateRawSync(Y.encodeStateAsUpdate(doc), { level: 3 });
    doc.destroy();
    this.#state = { name: "asleep", deflated };
    this.#deleted = undefined;
    this.forgetAnswers();
  }

  #missing(stateVector: Uint8Array): Uint8Array {
    const hasNothing = stateVector.length === 1 && stateVector[0] === 0;
    if (hasNothing && this.#state.name === "asleep" && this.#waiting.length === 0)
      return inflateRawSync(this.#state.deflated);
    return Y.encodeStateAsUpdate(this.doc, stateVector);
  }

  #awake(): Y.Doc {
    if (this.#state.name === "asleep") {
      const doc = new Y.Doc();
      Y.applyUpdate(doc, inflateRawSync(this.#state.deflated));
      this.#state = { name: "awake", doc };
    }
    return this.#state.doc;
  }
}

function answerOf(update: Uint8Array): Packet {
  return { messages: [encodeMessage({ type: "syncStep2", update })] };
}

/** A map that lost its header waits, as it is, for somebody who still has it. */
function migrate(doc: Y.Doc, seq: number, { version, steps }: Layout): LayoutBackup | undefined {
  const header = readHeader(doc);
  if (header === undefined || header.schemaVersion === version) return undefined;
  const before = { layout: header.schemaVersion, seq, bytes: Y.encodeStateAsUpdate(doc) };
  migrateDoc(doc, steps, version);
  return before;
}

/** One transaction for many updates costs a tenth of one for each. */
function applyTogether(doc: Y.Doc, updates: readonly Uint8Array[], allowance: Allowance): boolean {
  try {
    withinSteps(allowance, () =>
      doc.transact(() => {
        for (const update of updates) Y.applyUpdate(doc, update);
      }),
    );
    return true;
  } catch {
    return false;
  }
}

/**
 * The slow way for a damaged log: every row that throws, or that waits for itself, is left out. One that waits for what
 * is lost is none of those: it lies in the log until somebody brings that.
 */
function applyOneByOne({ snapshot, rows }: LoadedMap): { doc: Y.Doc; badRows: number[] } {
  const readable = new Y.Doc();
  const badRows = new Set<number>();
  let left = stepsToOpen;
  const parts = [{ seq: 0, bytes: snapshot }, ...rows].flatMap(({ seq, bytes }) => (bytes ? [{ seq, bytes }] : []));
  let open = parts;
  // What was lost may have been brought again by a later row: then those that waited for it are tried once more.
  for (let before = Number.POSITIVE_INFINITY; open.length > 0 && open.length < before;) {
    before = open.length;
    open = open.filter(({ seq, bytes }) => {
      const allowance = { steps: Math.max(stepsOfLastRows, Math.min(stepsAtOnce, left)) };
      left -= allowance.steps;
      const isTaken = applyTogether(readable, [bytes], allowance);
      left += Math.max(0, allowance.steps);
      const isKnot = seq > 0 && isTaken && waitsForItself(bytes, readable);
      const isWaiting = isTaken && !isKnot && isIncomplete(readable);
      // What waits must not make the row that it waits for throw.
      readable.store.pendingStructs = null;
      readable.store.pendingDs = null;
      if (!isTaken || isKnot) badRows.add(seq);
      return isWaiting;
    });
  }
  // What threw may have left half of itself behind.
  const doc = new Y.Doc();
  const applied = parts.flatMap(({ seq, bytes }) => (badRows.has(seq) ? [] : [bytes]));
  applyTogether(doc, applied, { steps: Number.POSITIVE_INFINITY });
  badRows.delete(0);
  return { doc, badRows: [...badRows] };
}

/**
 * Whether a row that was just applied waits for nothing but what it brings: nobody can untie that. No row with a hole is
 * ever stored, so what a row brings of a client is all between its first and last.
 */
function waitsForItself(row: Uint8Array, { store }: Y.Doc): boolean {
  if (store.pendingStructs === null) return false;
  const { from, to } = Y.parseUpdateMeta(row);
  return [...store.pendingStructs.missing].every(
    ([client, clock]) => clock >= (from.get(client) ?? Infinity) && clock < (to.get(client) ?? 0),
  );
}

function isComplete(doc: Y.Doc, expected: ReadonlyMap<number, number>): boolean {
  for (const [client, clock] of expected) if (Y.getState(doc.store, client) < clock) return false;
  return !isIncomplete(doc);
}

function isIncomplete(doc: Y.Doc): boolean {
  return doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
}

function checkStateVector(stateVector: Uint8Array): void {
  try {
    Y.decodeStateVector(stateVector);
  } catch {
    throw new AppError("MALFORMED", "The state vector cannot be read.");
  }
}
