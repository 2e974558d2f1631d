import type { Decoder } from "lib0/decoding";
import * as Y from "yjs";
import { AppError } from "../../shared/errors.ts";
import { limits } from "../../shared/limits.ts";
import { kindNames } from "../../shared/model/kinds.ts";
import { isForeignContent, isForeignType, isTooDeep } from "./mapContent.ts";
import type { DeletedRanges } from "./deletedRanges.ts";
import type { Seal } from "./seal.ts";

/** Clocks count characters and records one client ever wrote; more than this is no honest client. */
const maxClock = 2 ** 31;

type Decoded = ReturnType<typeof Y.decodeUpdate>;

/** What an update brings and what it builds upon, read without applying it. */
export interface UpdateShape {
  /** New structs, one entry a client, clocks from `from` up to and without `to`. */
  brings: { client: number; from: number; to: number }[];
  /** For each client the first clock that need not be known for this update to apply. */
  needs: ReadonlyMap<number, number>;
  /** How many structs and deleted ranges it has. */
  changes: number;
  /** Ranges it deletes. */
  deletes: DeletedRanges;
  /** Structs that lie where only the server writes: for each client, the clock behind the last. */
  sealed: ReadonlyMap<number, number>;
  deletesSealed: boolean;
  /** The records it adds, as far as nobody knows them yet. */
  adds: readonly AddedRecord[];
  /** Shared types that it puts into others, with all its structs; absent when there are none. */
  nested: { types: readonly Y.Item[]; structs: Decoded["structs"] } | undefined;
}

export interface AddedRecord {
  client: number;
  clock: number;
  isTouchpoint: boolean;
}

const kinds: ReadonlySet<string> = new Set(kindNames);

/** Most updates need nobody else's and touch nothing sealed. */
const nothing: Map<number, number> = new Map();

/** Up to so many clients are looked through faster than a map is made of them. */
const fewClients = 8;

/** How far an update brings each client; 0 for one of which it brings nothing. */
export function broughtBy(brings: UpdateShape["brings"]): (client: number) => number {
  if (brings.length <= fewClients) return (client) => brings.find((brought) => brought.client === client)?.to ?? 0;
  const byClient = new Map(brings.map(({ client, to }) => [client, to]));
  return (client) => byClient.get(client) ?? 0;
}

/**
 * Reads an update's shape. Everything that would make Yjs throw, wait or run away is refused here: V2 bytes, holes,
 * structs without length, references to what the same client has not written yet, content that no map has, and too many
 * structs for one frame.
 * @throws AppError MALFORMED, TOO_LARGE.
 */
export function readUpdateShape(update: Uint8Array, seal: Seal): UpdateShape {
  const { structs, ds } = decode(update);
  const brings: UpdateShape["brings"] = [];
  let needs = nothing;
  const need = (client: number, upTo: number) => {
    if (upTo <= (needs.get(client) ?? 0)) return;
    if (needs === nothing) needs = new Map();
    needs.set(client, upTo);
  };
  let sealed = nothing;
  const adds: AddedRecord[] = [];
  const types: Y.Item[] = [];
  let current: UpdateShape["brings"][number] | undefined;
  for (const struct of structs) {
    const { client, clock } = struct.id;
    if (struct.constructor === Y.Skip) throw malformed("has a hole");
    if (struct.length < 1) throw malformed("has a struct without length");
    if (current?.client !== client) {
      current = { client, from: clock, to: clock };
      brings.push(current);
    }
    current.to = clock + struct.length;
    if (current.to > maxClock) throw malformed("has a clock beyond any client's");
    if (!(struct instanceof Y.Item)) continue;
    if (isTooDeep(struct.content)) throw malformed(`has a value nested deeper than ${limits.jsonDepth} levels`);
    if (seal.isTouchedBy(struct)) {
      if (sealed === nothing) sealed = new Map();
      sealed.set(client, current.to);
    }
    // A key that was never set before names its table; one that is set again names what it replaces.
    const table: unknown = struct.parent;
    if (struct.content instanceof Y.ContentType && typeof table !== "string") types.push(struct);
    if (typeof table === "string" && kinds.has(table))
      adds.push({ client, clock, isTouchpoint: table === "touchpoint" });
    for (const id of [struct.origin, struct.rightOrigin, struct.parent]) {
      if (!(id instanceof Y.ID)) continue;
      if (id.client !== client) need(id.client, id.clock + 1);
      else if (id.clock >= clock) throw malformed("refers to what it has not brought");
    }
  }
  const broughtUpTo = broughtBy(brings);
  let changes = structs.length;
  for (const [client, ranges] of ds.clients) {
    changes += ranges.length;
    // What this client brings follows on what is known of it, or is a gap.
    const upTo = broughtUpTo(client);
    for (const { clock, len } of ranges) {
      // Yjs throws in the middle of a transaction when it has to set one aside.
      if (len < 1) throw malformed("has a deletion without length");
      if (clock + len > upTo) need(client, clock + len);
    }
  }
  const deletesSealed = seal.isDeletedBy(ds);
  const nested = types.length > 0 ? { types, structs } : undefined;
  return { brings, needs, changes, deletes: ds, sealed, deletesSealed, adds, nested };
}

/**
 * Whether an update leaves something out: a client's structs do not go on where `clockOf` says that it is known to be, or
 * not without a hole. @throws AppError MALFORMED, TOO_LARGE.
 */
export function hasHoles(update: Uint8Array, clockOf: (client: number) => number): boolean {
  let client: number | undefined;
  return decode(update).structs.some(({ constructor, id }) => {
    const isFirst = id.client !== client;
    client = id.client;
    return constructor === Y.Skip || (isFirst && id.clock > clockOf(client));
  });
}

function decode(update: Uint8Array): Decoded {
  let decoder: BoundedDecoder | undefined;
  // Yjs calls `new` on this; a constructor that returns an object gives that object.
  function open(rest: Decoder): BoundedDecoder {
    decoder = new BoundedDecoder(rest);
    return decoder;
  }
  let decoded: Decoded;
  try {
    decoded = Y.decodeUpdateV2(update, open as unknown as typeof Y.UpdateDecoderV1);
  } catch (error) {
    throw error instanceof AppError ? error : malformed("cannot be read");
  }
  // Bytes of the V2 encoding begin like an empty V1 update that goes on.
  if (decoder?.restDecoder.pos !== update.length) throw malformed("goes on after its end");
  return decoded;
}

/** What reading costs beside one struct: of a client's list, for which maps get an entry, and of a shared type. */
const changesPerClient = 4;
const changesPerType = 4;

/** Yjs' own decoder, so that there is one opinion on what the bytes say, with an end to what one frame may ask for. */
class BoundedDecoder extends Y.UpdateDecoderV1 {
  #firstClient: number | undefined;
  #otherClients: Set<number> | undefined;
  #left = limits.structsPerFrame;

  override readInfo(): number {
    this.#count(1);
    const info = super.readInfo();
    if (isForeignContent(info)) throw malformed("has content that no map holds");
    return info;
  }

  override readTypeRef(): number {
    this.#count(changesPerType);
    const typeRef = super.readTypeRef();
    if (isForeignType(typeRef)) throw malformed("has content that no map holds");
    return typeRef;
  }

  override readDsClock(): number {
    this.#count(1);
    return super.readDsClock();
  }

  /** Begins what is deleted of one client. */
  override resetDsCurVal(): void {
    this.#count(changesPerClient);
    super.resetDsCurVal();
  }

  /** Begins the structs of one client. Yjs would forget the first of two such lists. */
  override readClient(): number {
    this.#count(changesPerClient);
    const client = super.readClient();
    if (client === this.#firstClient || this.#otherClients?.has(client)) throw malformed("lists a client twice");
    // Nearly every update is one client's, so the set is made for the second.
    if (this.#firstClient === undefined) this.#firstClient = client;
    else (this.#otherClients ??= new Set()).add(client);
    return client;
  }

  #count(changes: number): void {
    this.#left -= changes;
    if (this.#left < 0)
      throw new AppError("TOO_LARGE", `One frame may hold ${limits.structsPerFrame} changes; send it in several.`);
  }
}

function malformed(reason: string): AppError {
  return new AppError("MALFORMED", `The update ${reason}.`);
}
