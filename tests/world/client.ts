import * as Y from "yjs";
import { type CommandName, runCommand } from "../../shared/commands/registry.ts";
import { type Mirror, openMirror } from "../../shared/doc/mirror.ts";
import { tableOf } from "../../shared/doc/table.ts";
import { type Undo, openUndo } from "../../shared/doc/undo.ts";
import { AppError } from "../../shared/errors.ts";
import { type Kind, kindNames } from "../../shared/model/kinds.ts";
import type { Network, Peer } from "./network.ts";

/** A person at work: a real document, mirror and undo, joined to the network. */
export interface Client extends Peer {
  readonly name: string;
  readonly mirror: Mirror;
  readonly undo: Undo;
  /** Runs a command as the page does. @returns the error's code when it was refused, `undefined` when it was done. */
  run(name: CommandName, args: unknown): string | undefined;
  undoOnce(): void;
  redoOnce(): void;
  /** Closes the tab and opens it again from the local copy: undo is forgotten, unsent work is not. */
  reload(): void;
  close(): void;
}

/** What happened to records by their writers' own hands; the same for all clients of a world. */
export interface Ledger {
  added: Set<string>;
  removed: Set<string>;
  refused: Map<string, number>;
  done: number;
}

export function openClient(name: string, clientId: number, network: Network, ledger: Ledger): Client {
  const origin = { writer: name };
  /** Record, and record and field, that this person's own commands wrote. */
  const touched = new Set<string>();
  let tabs = 0;
  let tab = openTab(Y.encodeStateAsUpdate(network.doc));

  function openTab(bytes: Uint8Array) {
    const doc = new Y.Doc();
    tabs += 1;
    doc.clientID = clientId + tabs;
    Y.applyUpdate(doc, bytes, "network");
    for (const kind of kindNames) tableOf(doc, kind).observeDeep((events, { local }) => local && note(kind, events));
    doc.on("update", (update: Uint8Array, by: unknown) => by !== "network" && network.send(client, update));
    return { doc, mirror: openMirror(doc), undo: openUndo(doc, origin) };
  }

  function note(kind: Kind, events: Y.YEvent<Y.AbstractType<unknown>>[]) {
    for (const event of events) {
      if (event.path.length > 0) continue;
      event.changes.keys.forEach(({ action }, id) => {
        if (action !== "delete") ledger.added.add(`${kind} ${id}`);
        if (action !== "add") ledger.removed.add(`${kind} ${id}`);
      });
    }
  }

  const client: Client = {
    name,
    get doc() {
      return tab.doc;
    },
    get mirror() {
      return tab.mirror;
    },
    get undo() {
      return tab.undo;
    },
    receive: (update) => Y.applyUpdate(tab.doc, update, "network"),
    run(command, args) {
      const watch = watchWrites(tab.doc);
      try {
        runCommand(tab, command, args, origin);
        ledger.done += 1;
        for (const write of watch.writes) touched.add(write);
        return undefined;
      } catch (error) {
        if (!(error instanceof AppError)) throw new Error(`${command} threw ${String(error)}`, { cause: error });
        if (watch.writes.size > 0) throw new Error(`${command} was refused and wrote all the same`, { cause: error });
        ledger.refused.set(error.code, (ledger.refused.get(error.code) ?? 0) + 1);
        return error.code;
      } finally {
        watch.close();
      }
    },
    undoOnce: () => onlyOwn(() => tab.undo.undo()),
    redoOnce: () => onlyOwn(() => tab.undo.redo()),
    reload() {
      const bytes = Y.encodeStateAsUpdate(tab.doc);
      const old = tab;
      network.leave(client);
      tab = openTab(bytes);
      closeTab(old);
      network.join(client);
    },
    close() {
      network.leave(client);
      closeTab(tab);
    },
  };

  /** Undo and redo may write only what this person's own commands wrote before. */
  function onlyOwn(step: () => unknown): void {
    const watch = watchWrites(tab.doc);
    step();
    watch.close();
    const foreign = [...watch.writes].filter((write) => !touched.has(write) && !touched.has(recordOf(write)));
    if (foreign.length > 0) throw new Error(`${name} took back what others wrote: ${foreign.join(", ")}`);
  }

  network.join(client);
  return client;
}

function closeTab({ doc, mirror, undo }: { doc: Y.Doc; mirror: Mirror; undo: Undo }): void {
  undo.close();
  mirror.close();
  doc.destroy();
}

/** Names what is written meanwhile: a whole record as `kind id`, one field as `kind id` and the field. */
function watchWrites(doc: Y.Doc): { writes: Set<string>; close(): void } {
  const writes = new Set<string>();
  const observers = kindNames.map((kind) => {
    const observe = (events: Y.YEvent<Y.AbstractType<unknown>>[]) => {
      for (const event of events) {
        const [id, field] = event.path;
        if (id === undefined) for (const key of event.changes.keys.keys()) writes.add(`${kind} ${key}`);
        else if (field !== undefined) writes.add(fieldOf(kind, id, field));
        else for (const key of event.changes.keys.keys()) writes.add(fieldOf(kind, id, key));
      }
    };
    tableOf(doc, kind).observeDeep(observe);
    return () => tableOf(doc, kind).unobserveDeep(observe);
  });
  const map = doc.getMap("map");
  const observeMap = (event: Y.YMapEvent<unknown>) =>
    event.keysChanged.forEach((key) => writes.add(`map\0${String(key)}`));
  map.observe(observeMap);
  return { writes, close: () => [...observers, () => map.unobserve(observeMap)].forEach((end) => end()) };
}

function fieldOf(kind: Kind, id: string | number, field: string | number): string {
  return `${kind} ${id}\0${field}`;
}

function recordOf(write: string): string {
  return write.slice(0, write.indexOf("\0"));
}
