import fc from "fast-check";
import * as Y from "yjs";
import { createDoc } from "../../shared/doc/mapDoc.ts";
import { openMirror, type Mirror } from "../../shared/doc/mirror.ts";
import { tableOf } from "../../shared/doc/table.ts";
import { journeyEnds } from "../../shared/model/connection.ts";
import { exportJourney } from "../../shared/model/exportJourney.ts";
import { parseJourney } from "../../shared/model/integrity.ts";
import type { Journey } from "../../shared/model/journey.ts";
import { type Kind, kindNames, ownersOf } from "../../shared/model/kinds.ts";
import { byOrder } from "../../shared/model/order.ts";
import { journeys } from "../property/arbitraries.ts";
import { type Client, type Ledger, openClient } from "./client.ts";
import { drawCommand } from "./moves.ts";
import { type Network, openNetwork } from "./network.ts";
import { type Random, openRandom } from "./random.ts";

/** Several people at one map over a bad network, all from one seed. */
export interface World {
  readonly clients: readonly Client[];
  readonly network: Network;
  readonly ledger: Ledger;
  /** Somebody does something, or something happens to the network. */
  step(): void;
  /** Heals the network and lets everything arrive. */
  settle(): void;
  /** Everything that is wrong now that all is settled; empty when the world is sound. */
  faults(): string[];
  close(): void;
}

/** The one reason for which honest people's records may be hidden. */
const orphaned = "what it belongs to is gone";

const blank: Journey = { format: "kept.journey", version: 1, title: "Blank" };

export function openWorld(seed: number): World {
  const random = openRandom(seed);
  const [drawn] = fc.sample(journeys, { numRuns: 1, seed });
  const seeded = createDoc(random.chance(0.3) ? blank : (drawn ?? blank), "generation");
  const network = openNetwork(Y.encodeStateAsUpdate(seeded), random);
  const ledger: Ledger = { added: new Set(), removed: new Set(), refused: new Map(), done: 0 };
  const clients = Array.from({ length: 2 + random.below(5) }, (_, i) =>
    openClient(`client ${i + 1}`, (i + 1) * 1_000, network, ledger),
  );
  let made = 0;
  return {
    clients,
    network,
    ledger,
    step() {
      const client = random.pick(clients)!;
      const other = random.pick(clients)!;
      if (random.chance(0.75)) act(client, other, random, (kind) => `${kind}-${(made += 1)}`);
      else disturb(client, network, random);
    },
    settle: () => network.settle(),
    faults: () => faultsOf(clients, network, ledger),
    close: () => clients.forEach((client) => client.close()),
  };
}

function act(client: Client, other: Client, random: Random, freshId: (kind: Kind) => string): void {
  const kind = random.next();
  if (kind < 0.12) client.undoOnce();
  else if (kind < 0.18) client.redoOnce();
  else {
    const move = drawCommand({ random, records: client.mirror, other: other.mirror, freshId });
    client.run(move.name, move.args);
  }
}

function disturb(client: Client, network: Network, random: Random): void {
  const kind = random.next();
  if (kind < 0.7) network.deliver(1 + random.below(12));
  else if (kind < 0.8) network.cut(client);
  else if (kind < 0.95) network.heal(client);
  else if (kind < 0.98) client.reload();
  else network.restart();
}

function faultsOf(clients: readonly Client[], network: Network, ledger: Ledger): string[] {
  const hub = openMirror(network.doc);
  const wanted = JSON.stringify(exportJourney(hub));
  const snapshot = Y.snapshot(network.doc);
  const faults = [...shapeFaults("the hub", network.doc, hub), ...lossFaults(network.doc, ledger)];
  for (const { name, doc, mirror } of clients) {
    if (JSON.stringify(exportJourney(mirror)) !== wanted) faults.push(`${name} exports another map than the hub`);
    if (!Y.equalSnapshots(Y.snapshot(doc), snapshot)) faults.push(`${name} holds another history than the hub`);
    faults.push(...shapeFaults(name, doc, mirror));
  }
  hub.close();
  return faults;
}

/** What must hold of one replica, however it came about. */
function shapeFaults(name: string, doc: Y.Doc, mirror: Mirror): string[] {
  const faults: string[] = [];
  if (doc.store.pendingStructs ?? doc.store.pendingDs) faults.push(`${name} still waits for history`);
  const parsed = parseJourney(exportJourney(mirror));
  if ("problems" in parsed) faults.push(`${name} exports what cannot be imported: ${JSON.stringify(parsed.problems)}`);
  const reread = openMirror(doc);
  for (const problem of mirror.problems)
    if (problem.message !== orphaned) faults.push(`${name} hides a ${problem.kind}: ${problem.message}`);
  for (const kind of kindNames) {
    const all = mirror.all(kind);
    const ids = new Set(all.map(({ id }) => id));
    if (ids.size < all.length) faults.push(`${name} shows a ${kind} twice`);
    if (JSON.stringify(all) !== JSON.stringify([...all].sort(byOrder)))
      faults.push(`${name} shows ${kind}s out of order`);
    if (JSON.stringify(all) !== JSON.stringify(reread.all(kind)))
      faults.push(`${name}'s mirror of ${kind}s differs from one that is opened anew`);
    for (const record of all)
      for (const [field, owner] of ownersOf(kind)) {
        const id = (record as unknown as Record<string, string>)[field] ?? "";
        const isEnd = kind === "connection" && field === "to" && (journeyEnds as readonly string[]).includes(id);
        if (!isEnd && mirror.read(owner, id) === undefined) faults.push(`${name} shows a ${kind} without its ${owner}`);
      }
  }
  if (JSON.stringify(reread.problems) !== JSON.stringify(mirror.problems) && sorted(reread) !== sorted(mirror))
    faults.push(`${name}'s mirror lists other problems than one that is opened anew`);
  reread.close();
  return faults;
}

/** What somebody added and nobody removed must be there. */
function lossFaults(doc: Y.Doc, { added, removed }: Ledger): string[] {
  const lost = [...added].filter((key) => {
    const [kind = "", ...id] = key.split(" ");
    return !removed.has(key) && !tableOf(doc, kind as Kind).has(id.join(" "));
  });
  return lost.map((key) => `${key} was added, never removed, and is gone`);
}

function sorted(mirror: Mirror): string {
  return JSON.stringify(mirror.problems.map((problem) => JSON.stringify(problem)).sort());
}
