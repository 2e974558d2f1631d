import type { Point } from "../../shared/layout/rect.ts";

/**
 * How far nodes are drawn from their place while somebody drags them, by node id. A drag moves elements by their
 * transform; nothing of it is in the document or in React.
 */
export interface Offsets {
  get: (node: string) => Point | undefined;
  /** The nodes that are off their place. */
  nodes: () => readonly string[];
  set: (nodes: Iterable<string>, offset: Point) => void;
  clear: (nodes: Iterable<string>) => void;
  /** Calls when that node's offset changes. */
  subscribe: (node: string, listener: () => void) => () => void;
  /** Calls when any offset changes. */
  subscribeAll: (listener: () => void) => () => void;
}

export function createOffsets(): Offsets {
  const offsets = new Map<string, Point>();
  const listeners = new Map<string, Set<() => void>>();
  const all = new Set<() => void>();
  const notify = (nodes: readonly string[]) => {
    for (const node of nodes) listeners.get(node)?.forEach((listener) => listener());
    for (const listener of all) listener();
  };
  return {
    get: (node) => offsets.get(node),
    nodes: () => [...offsets.keys()],
    set(nodes, offset) {
      const changed = [...nodes];
      for (const node of changed) offsets.set(node, offset);
      notify(changed);
    },
    clear(nodes) {
      const changed = [...nodes].filter((node) => offsets.delete(node));
      if (changed.length > 0) notify(changed);
    },
    subscribe(node, listener) {
      const set = listeners.get(node) ?? new Set();
      listeners.set(node, set.add(listener));
      return () => {
        set.delete(listener);
        if (set.size === 0 && listeners.get(node) === set) listeners.delete(node);
      };
    },
    subscribeAll(listener) {
      all.add(listener);
      return () => void all.delete(listener);
    },
  };
}
