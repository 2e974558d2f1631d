import * as Y from "yjs";
import { encodeMessage } from "../../shared/wire/message.ts";
import { connectLight, type LightClient } from "./lightClient.ts";
import { roomName, sleep } from "./roomLoad.ts";
import type { RoomTarget } from "./roomTarget.ts";

export interface JoinResult {
  /** Until the last one had the map. */
  totalMs: number;
  cpuMsPerJoin: number;
}

const recordCount = 300;
const mapBytes = 794_000;

/** A map with a past: three hundred records that were moved until all of it, what is gone included, takes 794 KB. */
function largeState(): Uint8Array {
  const doc = new Y.Doc();
  const records = Array.from({ length: recordCount }, () => new Y.Map<unknown>());
  doc.transact(() => records.forEach((record, i) => doc.getMap("touchpoint").set(`tp-${i}`, record)));
  let state = Y.encodeStateAsUpdate(doc);
  for (let step = 0; state.length < mapBytes; step++) {
    doc.transact(() => records.forEach((record, i) => record.set("position", [step * 7, i * 11])));
    if (step % 10 === 0) state = Y.encodeStateAsUpdate(doc);
  }
  return state;
}

/** Many clients open the same large map in the same moment. */
export async function runJoinStorm(target: RoomTarget, clients: number): Promise<JoinResult> {
  const room = roomName(0);
  const state = largeState();
  const framed = (message: Uint8Array) => new Uint8Array([...target.prefixOf(room), ...message]);
  const greet = (client: LightClient) => {
    for (const frame of target.greeting(room)) client.send(framed(frame));
    client.send(framed(encodeMessage({ type: "syncStep1", stateVector: new Uint8Array([0]) })));
  };
  const isState = (payload: Uint8Array) => payload.length > state.length * 0.95;
  const open = (user: string, onFrame: (payload: Uint8Array) => void) =>
    connectLight(target.url, target.pathOf(room, user), onFrame);

  const seeder = await open("seeder", () => {});
  greet(seeder);
  await sleep(300);
  seeder.send(framed(encodeMessage({ type: "update", update: state })));
  await firstState(open, greet, isState);
  await sleep(1_500);

  const cpuBefore = await target.cpuMs();
  const startedAt = performance.now();
  const joined: LightClient[] = [];
  let left = clients;
  await new Promise<void>((resolve, reject) => {
    const join = async (user: string) => {
      const client = await open(user, (payload) => {
        if (isState(payload) && --left === 0) resolve();
      });
      joined.push(client);
      greet(client);
    };
    for (let i = 0; i < clients; i++) join(`user${i}`).catch(reject);
  });
  const totalMs = performance.now() - startedAt;
  const cpuMsPerJoin = ((await target.cpuMs()) - cpuBefore) / clients;
  for (const client of [seeder, ...joined]) client.close();
  return { totalMs, cpuMsPerJoin };
}

/** Comes back until the server has the whole map; the storm then measures nothing but joins. */
async function firstState(
  open: (user: string, onFrame: (payload: Uint8Array) => void) => Promise<LightClient>,
  greet: (client: LightClient) => void,
  isState: (payload: Uint8Array) => boolean,
): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    let hasIt = false;
    const client = await open(`first${tries}`, (payload) => (hasIt ||= isState(payload)));
    greet(client);
    await sleep(500);
    client.close();
    if (hasIt) return;
  }
  throw new Error("the server never gave back the map it was sent");
}
