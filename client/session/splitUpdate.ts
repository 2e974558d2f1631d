import * as encoding from "lib0/encoding";
import * as Y from "yjs";
import { isEmptyUpdate } from "../../shared/wire/message.ts";

type Struct = ReturnType<typeof Y.decodeUpdate>["structs"][number];

/** A client's structs that follow each other without a hole. */
interface Run {
  clock: number;
  end: number;
  structs: Struct[];
}

/**
 * An update as several that are each at most about `maxBytes` and `maxStructs`, for work that is too long for one frame.
 * Applied in order they give the same document, and none of them waits for a later one. Deletions come last. A single
 * struct is never split.
 */
export function splitUpdate(update: Uint8Array, maxBytes: number, maxStructs: number): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let piece = new Map<number, Run>();
  let bytes = 0;
  let count = 0;
  const flush = () => {
    if (piece.size > 0) pieces.push(encodeRuns(piece));
    piece = new Map();
    bytes = 0;
    count = 0;
  };
  for (const struct of inCausalOrder(Y.decodeUpdate(update).structs)) {
    const { client, clock } = struct.id;
    const size = encodedSize(struct);
    const hasHole = (piece.get(client)?.end ?? clock) !== clock;
    if (hasHole || bytes + size > maxBytes || count >= maxStructs) flush();
    const run = piece.get(client) ?? { clock, end: clock, structs: [] };
    run.structs.push(struct);
    run.end = clock + struct.length;
    piece.set(client, run);
    bytes += size;
    count += 1;
  }
  flush();
  const deletions = deletionsOf(update);
  return isEmptyUpdate(deletions) ? pieces : [...pieces, deletions];
}

/** Each client's structs in their order, and none before what it was inserted beside or into. */
function* inCausalOrder(structs: readonly Struct[]): Generator<Struct> {
  const queues = new Map<number, Struct[]>();
  for (const struct of structs) {
    if (struct instanceof Y.Skip) continue;
    const queue = queues.get(struct.id.client) ?? [];
    queue.push(struct);
    queues.set(struct.id.client, queue);
  }
  const heads = new Map([...queues.keys()].map((client) => [client, 0]));
  const next = (client: number) => queues.get(client)?.[heads.get(client) ?? 0];
  const isWaiting = ({ client, clock }: Y.ID) => clock >= (next(client)?.id.clock ?? Infinity);
  let progressed = true;
  while (progressed) {
    progressed = false;
    for (const client of queues.keys()) {
      for (let struct = next(client); struct !== undefined; struct = next(client)) {
        const own = struct;
        if (builtUpon(own).some((id) => id.client !== own.id.client && isWaiting(id))) break;
        heads.set(client, (heads.get(client) ?? 0) + 1);
        progressed = true;
        yield own;
      }
    }
  }
}

function builtUpon(struct: Struct): Y.ID[] {
  if (!(struct instanceof Y.Item)) return [];
  return [struct.origin, struct.rightOrigin, struct.parent].filter((id): id is Y.ID => id instanceof Y.ID);
}

/** As Yjs writes an update, version 1: runs by client, then the deletions, here none. */
function encodeRuns(runs: ReadonlyMap<number, Run>): Uint8Array {
  const encoder = new Y.UpdateEncoderV1();
  encoding.writeVarUint(encoder.restEncoder, runs.size);
  for (const [client, { clock, structs }] of runs) {
    encoding.writeVarUint(encoder.restEncoder, structs.length);
    encoder.writeClient(client);
    encoding.writeVarUint(encoder.restEncoder, clock);
    for (const struct of structs) struct.write(encoder, 0);
  }
  encoding.writeVarUint(encoder.restEncoder, 0);
  return encoder.toUint8Array();
}

function encodedSize(struct: Struct): number {
  const encoder = new Y.UpdateEncoderV1();
  struct.write(encoder, 0);
  return encoder.toUint8Array().length;
}

/** What an update deletes, without what it brings. */
function deletionsOf(update: Uint8Array): Uint8Array {
  const { to } = Y.parseUpdateMeta(update);
  return Y.diffUpdate(update, Y.encodeStateVector(to));
}
