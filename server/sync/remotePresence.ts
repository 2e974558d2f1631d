import { readPresence } from "../../shared/wire/presence.ts";
import type { PeerEntry } from "./peerMessage.ts";
import type { PresenceBoard, Presenter } from "./presenceBoard.ts";

/** A node that shows people says so every few seconds; one that says nothing for so long has none any more. */
const silentMs = 8_000;

interface Node {
  heardAt: number;
  presenters: Map<number, Presenter>;
}

/** The people whom other nodes' rooms of the same map show: on the board while their node is heard of. */
export class RemotePresence {
  readonly #board: PresenceBoard;
  readonly #nodes = new Map<string, Node>();

  constructor(board: PresenceBoard) {
    this.#board = board;
  }

  /** Takes what a node says of its people, of all of them when it `isWhole`. */
  hear(name: string, entries: readonly PeerEntry[], isWhole: boolean, now: number): void {
    const node = this.#nodes.get(name) ?? { heardAt: now, presenters: new Map() };
    this.#nodes.set(name, node);
    node.heardAt = now;
    for (const entry of entries) this.#show(name, node, entry);
    if (!isWhole) return;
    const there = new Set(entries.map(({ clientId }) => clientId));
    for (const [clientId, presenter] of node.presenters)
      if (!there.has(clientId)) this.#leave(node, presenter, clientId);
  }

  /** The node is gone, or has nobody there any more. */
  drop(name: string): void {
    const node = this.#nodes.get(name);
    if (!node) return;
    this.#nodes.delete(name);
    for (const [clientId, presenter] of node.presenters) this.#leave(node, presenter, clientId);
  }

  dropAll(): void {
    for (const name of this.#nodes.keys()) this.drop(name);
  }

  /** Drops the nodes that have been silent for too long. */
  patrol(now: number): void {
    for (const [name, { heardAt }] of this.#nodes) if (now - heardAt > silentMs) this.drop(name);
  }

  #show(name: string, node: Node, entry: PeerEntry): void {
    const known = node.presenters.get(entry.clientId);
    if (entry.state === "null") {
      if (known) this.#leave(node, known, entry.clientId);
      return;
    }
    const presenter = known ?? presenterOf(name, entry);
    if (!presenter || !this.#board.showRemote(presenter, entry)) return;
    node.presenters.set(entry.clientId, presenter);
  }

  #leave(node: Node, presenter: Presenter, clientId: number): void {
    node.presenters.delete(clientId);
    this.#board.leave(presenter, clientId);
  }
}

function presenterOf(node: string, { state, canEdit }: PeerEntry): Presenter | undefined {
  const user = readPresence(JSON.parse(state))?.user;
  if (!user) return undefined;
  return { node, member: { userId: user.id, name: user.name, color: user.color, canEdit } };
}
