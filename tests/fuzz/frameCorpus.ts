import * as Y from "yjs";
import { encodeMessage } from "../../shared/wire/message.ts";
import { encodePresenceEntries } from "../../shared/wire/presence.ts";
import type { Random } from "../world/random.ts";
import * as crafted from "./craftedUpdates.ts";
import { mutateBytes } from "./mutate.ts";

/** Frames of every type as clients of a map send them: of this document, of another one, and some made to hurt. */
export function frameCorpus(doc: Y.Doc): Uint8Array[] {
  const state = Y.encodeStateAsUpdate(doc);
  const alien = new Y.Doc();
  alien.getMap("touchpoint").set("alien", new Y.Map<unknown>([["title", "A"]]));
  alien.getText("text").insert(0, "words");
  const state2 = Y.encodeStateAsUpdate(alien);
  alien.getText("text").delete(1, 2);
  alien.getArray("list").push([1, { two: [null, "three"] }, new Uint8Array(3)]);
  const updates = [
    state,
    state2,
    Y.encodeStateAsUpdate(alien),
    Y.encodeStateAsUpdate(alien, Y.encodeStateVectorFromUpdate(state2)),
    Y.encodeStateAsUpdateV2(alien),
    crafted.manyValues(30),
    crafted.longList(50),
    crafted.deletionsInPieces(10),
    crafted.deepTypes(8),
    crafted.deepValue(8),
    crafted.deepEmbed(8),
    crafted.deepJson(8),
    crafted.formattedText(),
    crafted.innerDocument(),
    crafted.manyClients(5),
    crafted.unsortedNeighbours(10),
    crafted.forged(doc.clientID, Y.getState(doc.store, doc.clientID)),
  ];
  const entry = { clientId: alien.clientID, clock: 1, state: '{"cursor":{"x":1,"y":2},"selection":["a"]}' };
  return [
    ...updates.map((update) => encodeMessage({ type: "update", update })),
    ...updates.slice(0, 4).map((update) => encodeMessage({ type: "syncStep2", update })),
    encodeMessage({ type: "syncStep1", stateVector: Y.encodeStateVector(doc) }),
    encodeMessage({ type: "awareness", entries: encodePresenceEntries([entry]) }),
    encodeMessage({ type: "awareness", entries: encodePresenceEntries([entry, { ...entry, clientId: 5 }]) }),
    encodeMessage({ type: "queryAwareness" }),
    encodeMessage({ type: "auth", reason: "no" }),
    encodeMessage({ type: "saved", count: 3 }),
    encodeMessage({ type: "refused", index: 1, code: "RATE", text: "later" }),
    encodeMessage({ type: "session", state: { timer: 1 } }),
  ];
}

/** One frame, mostly mutated; where it holds an update, its inside as often as its outside. */
export function drawFrame(corpus: readonly Uint8Array[], random: Random): Uint8Array {
  const frame = random.pick(corpus) ?? new Uint8Array();
  if (random.chance(0.1)) return frame;
  if (frame[0] !== 0 || random.chance(0.5)) return mutateBytes(frame, random);
  const update = updateWithin(frame);
  if (!update) return mutateBytes(frame, random);
  return encodeMessage({ type: frame[1] === 1 ? "syncStep2" : "update", update: mutateBytes(update, random) });
}

/** The update of a sync frame: behind two numbers and its length. */
function updateWithin(frame: Uint8Array): Uint8Array | undefined {
  if (frame[1] === 0) return undefined;
  let at = 2;
  while ((frame[at] ?? 0) > 127) at += 1;
  return frame.subarray(at + 1);
}
