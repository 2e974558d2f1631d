import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { deflateRawSync } from "node:zlib";
import * as Y from "yjs";
import { openHub } from "../../server/sync/hub.ts";
import { createDoc } from "../../shared/doc/mapDoc.ts";
import type { Journey } from "../../shared/model/journey.ts";
import { HandClock } from "../unit/sync/handClock.ts";
import { Person } from "../unit/sync/person.ts";
import { openTestLog } from "../unit/sync/testLog.ts";

const rooms = 100;

/** What an open room costs above its compressed state, in MB, where somebody is in and nobody has written for a minute. */
export async function idleRoomMb(journey: Journey): Promise<number> {
  const clock = new HandClock();
  const log = openTestLog(clock);
  const hub = openHub({ log, clock, load: () => 0 });
  const doc = createDoc(journey);
  const compressed = deflateRawSync(Y.encodeStateAsUpdate(doc)).length;
  for (let i = 0; i < rooms; i++) await hub.create(`map${i}`, doc);
  const before = heapAfterGc();
  for (let i = 0; i < rooms; i++) {
    const reader = new Person();
    await reader.enter(hub, "reader", { map: `map${i}` });
    // He greets with what he has, as one who was here before; his own copy is not the server's memory.
    reader.transport.write = () => {};
    reader.greet();
  }
  await clock.advance(120_000);
  const after = heapAfterGc();
  await hub.drain();
  return ((after - before) / rooms - compressed) / 1e6;
}

function heapAfterGc(): number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  collect();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + Math.max(external, arrayBuffers);
}
