import * as Y from "yjs";
import { kindNames } from "../model/kinds.ts";
import { tableOf } from "./table.ts";

/** Where a command leaves its name for the undo button: `transaction.meta`. */
export const labelKey = "kept:label";

/** One person's undo in one session: it takes back only what was written with its origin, one command a step. */
export interface Undo {
  /** Takes back the last step. @returns its name, or `undefined` when there is none. */
  undo(): string | undefined;
  redo(): string | undefined;
  readonly undoLabel: string | undefined;
  readonly redoLabel: string | undefined;
  /** @returns a function that ends the subscription. */
  subscribe(listener: () => void): () => void;
  close(): void;
}

export function openUndo(doc: Y.Doc, origin: object): Undo {
  let label = "change";
  const noteLabel = (transaction: Y.Transaction) => {
    label = (transaction.meta.get(labelKey) as string | undefined) ?? "change";
  };
  // Registered before the manager's own listener, so that its new stack item finds the label of its transaction.
  doc.on("afterTransaction", noteLabel);
  const manager = new Y.UndoManager([...kindNames.map((kind) => tableOf(doc, kind)), doc.getMap("map")], {
    trackedOrigins: new Set([origin]),
    captureTimeout: 0,
  });
  const listeners = new Set<() => void>();
  const tell = () => listeners.forEach((listener) => listener());
  manager.on("stack-item-added", ({ stackItem, type }) => {
    if (type === "undo" && !stackItem.meta.has(labelKey)) stackItem.meta.set(labelKey, label);
    tell();
  });
  manager.on("stack-item-popped", tell);

  const step = (from: "undoStack" | "redoStack", to: "undoStack" | "redoStack", run: () => unknown) => {
    const name = peek(manager[from]);
    if (name === undefined) return undefined;
    run();
    manager[to].at(-1)?.meta.set(labelKey, name);
    tell();
    return name;
  };
  return {
    undo: () => step("undoStack", "redoStack", () => manager.undo()),
    redo: () => step("redoStack", "undoStack", () => manager.redo()),
    get undoLabel() {
      return peek(manager.undoStack);
    },
    get redoLabel() {
      return peek(manager.redoStack);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      doc.off("afterTransaction", noteLabel);
      manager.destroy();
      listeners.clear();
    },
  };
}

function peek(stack: { meta: Map<unknown, unknown> }[]): string | undefined {
  return stack.at(-1)?.meta.get(labelKey) as string | undefined;
}
