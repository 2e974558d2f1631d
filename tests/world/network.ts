import * as Y from "yjs";
import type { Random } from "./random.ts";

/** One end of a connection to the hub. */
export interface Peer {
  doc: Y.Doc;
  /** Takes in bytes that came over the network. */
  receive(update: Uint8Array): void;
}

/**
 * A hub that keeps the document and passes updates on, as the room server does, over connections that deliver when
 * told to: in order on one connection, in any order between them, sometimes twice.
 */
export interface Network {
  join(peer: Peer): void;
  leave(peer: Peer): void;
  /** Takes what a peer wrote. Lost when its connection is cut: only a later sync brings it. */
  send(peer: Peer, update: Uint8Array): void;
  /** Delivers up to `count` messages, each from a connection that chance picks. */
  deliver(count: number): void;
  cut(peer: Peer): void;
  /** Connects again and exchanges what either side misses. */
  heal(peer: Peer): void;
  /** The hub forgets everything but its bytes. */
  restart(): void;
  /** Heals every connection and delivers until nothing is under way. */
  settle(): void;
  readonly doc: Y.Doc;
}

interface Connection {
  peer: Peer;
  isCut: boolean;
  up: Uint8Array[];
  down: Uint8Array[];
}

export function openNetwork(first: Uint8Array, random: Random): Network {
  let hub = docOf(first);
  const connections = new Map<Peer, Connection>();

  const receive = (from: Connection, update: Uint8Array) => {
    Y.applyUpdate(hub, update, "network");
    for (const other of connections.values()) if (other !== from && !other.isCut) other.down.push(update);
  };
  const deliverOne = (): boolean => {
    const busy = [...connections.values()].flatMap((each) => [
      ...(each.up.length > 0 ? [{ each, way: "up" as const }] : []),
      ...(each.down.length > 0 ? [{ each, way: "down" as const }] : []),
    ]);
    const chosen = random.pick(busy);
    if (chosen === undefined) return false;
    const { each, way } = chosen;
    const update = random.chance(0.03) ? each[way][0] : each[way].shift();
    if (update === undefined) return false;
    if (way === "up") receive(each, update);
    else each.peer.receive(update);
    return true;
  };
  const heal = (connection: Connection) => {
    connection.isCut = false;
    connection.up = [Y.encodeStateAsUpdate(connection.peer.doc, Y.encodeStateVector(hub))];
    connection.down = [Y.encodeStateAsUpdate(hub, Y.encodeStateVector(connection.peer.doc))];
  };
  const find = (peer: Peer) => connections.get(peer);
  return {
    get doc() {
      return hub;
    },
    join(peer) {
      const connection: Connection = { peer, isCut: false, up: [], down: [] };
      connections.set(peer, connection);
      heal(connection);
    },
    leave: (peer) => connections.delete(peer),
    send(peer, update) {
      const connection = find(peer);
      if (connection && !connection.isCut) connection.up.push(update);
    },
    deliver(count) {
      for (let i = 0; i < count && deliverOne(); i += 1);
    },
    cut(peer) {
      const connection = find(peer);
      if (connection) Object.assign(connection, { isCut: true, up: [], down: [] });
    },
    heal(peer) {
      const connection = find(peer);
      if (connection?.isCut) heal(connection);
    },
    restart() {
      hub = docOf(Y.encodeStateAsUpdate(hub));
      for (const connection of connections.values()) if (!connection.isCut) heal(connection);
    },
    settle() {
      for (const connection of connections.values()) heal(connection);
      while (deliverOne());
    },
  };
}

function docOf(update: Uint8Array): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update, "network");
  return doc;
}
