import * as Y from "yjs";
import { kindNames } from "../model/kinds.ts";
import { tableOf } from "./table.ts";
import { putBackLost, readStep, remember, type UndoStep, writeStep } from "./undoStep.ts";

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
  let latest: UndoStep | undefined;
  const noteStep = (transaction: Y.Transaction) => {
    latest = readStep(transaction.meta);
  };
  // Registered before the manager's own listener, so that its new stack item finds the step of its transaction.
  doc.on("afterTransaction", noteStep);
  const manager = new Y.UndoManager([...kindNames.map((kind) => tableOf(doc, kind)), doc.getMap("map")], {
    trackedOrigins: new Set([origin]),
    captureTimeout: 0,
  });
  const listeners = new Set<() => void>();
  const tell = () => listeners.forEach((listener) => listener());
  manager.on("stack-item-added", ({ stackItem }) => {
    if (latest !== undefined) writeStep(stackItem.meta, latest);
    tell();
  });
  return {
    undo: () => takeStep("undo"),
    redo: () => takeStep("redo"),
    get undoLabel() {
      return labelOf(manager.undoStack.at(-1));
    },
    get redoLabel() {
      return labelOf(manager.redoStack.at(-1));
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      doc.off("afterTransaction", noteStep);
      manager.destroy();
      listeners.clear();
    },
  };

  /** Takes the last step that still has an effect; the manager passes over those that others have overtaken. */
  function takeStep(way: "undo" | "redo"): string | undefined {
    const stack = way === "undo" ? manager.undoStack : manager.redoStack;
    if (stack.length === 0) return undefined;
    const places = stack.flatMap(({ meta }) => [...(readStep(meta)?.before.values() ?? [])].map(({ at }) => at));
    const present = remember(doc, places);
    const isUnderWay = way === "undo" ? "undoing" : "redoing";
    try {
      return doc.transact((transaction) => {
        const item = manager[way]();
        const step = item && readStep(item.meta);
        if (step) {
          putBackLost(doc, step.before, present);
          const before = new Map([...present].filter(([place]) => step.before.has(place)));
          writeStep(transaction.meta, { label: step.label, before });
        }
        // The manager files a transaction by this flag when it ends, but has taken the flag back by now.
        manager[isUnderWay] = true;
        return item ? labelOf(item) : undefined;
      }, manager);
    } finally {
      manager[isUnderWay] = false;
      tell();
    }
  }
}

function labelOf(item: { meta: Map<unknown, unknown> } | undefined): string | undefined {
  return item && (readStep(item.meta)?.label ?? "change");
}
