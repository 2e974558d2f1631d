import type { Bus, BusListener } from "../../../server/bus/bus.ts";

/** What nodes of one test say to each other; each node's way to it can be cut. */
export interface MemoryBus {
  join(): MemoryBusWay;
}

/** One node's way to the bus. While it is cut, the node is not heard and hears nothing. */
export interface MemoryBusWay extends Bus {
  isUp: boolean;
  /** While set, a message to this node is lost when it gives true. */
  loses: ((topic: string) => boolean) | undefined;
  /** While set, nobody can say who listens. */
  isDumb: boolean;
  /** Opens the way again. */
  heal(): void;
}

interface Node {
  name: string;
  way: MemoryBusWay;
  listeners: Map<string, Set<BusListener>>;
}

export function openMemoryBus(): MemoryBus {
  const nodes: Node[] = [];
  return {
    join() {
      const reconnected = new Set<() => void>();
      const listeners = new Map<string, Set<BusListener>>();
      const way: MemoryBusWay = {
        isUp: true,
        loses: undefined,
        isDumb: false,
        publish(topic, message) {
          if (!way.isUp) return;
          for (const other of nodes) {
            if (other === node || !other.way.isUp || other.way.loses?.(topic)) continue;
            // Never in the midst of what the sender is doing, and never the sender's own bytes.
            const copy = message.slice();
            setImmediate(() => {
              for (const listener of other.listeners.get(topic) ?? []) listener(copy, node.name);
            });
          }
        },
        subscribe(topic, listener) {
          const those = listeners.get(topic) ?? new Set();
          listeners.set(topic, those.add(listener));
          return () => those.delete(listener);
        },
        async heardElsewhere(topics) {
          if (!way.isUp || way.isDumb) return undefined;
          const others = nodes.filter((other) => other !== node && other.way.isUp);
          return new Set(topics.filter((topic) => others.some((other) => (other.listeners.get(topic)?.size ?? 0) > 0)));
        },
        onReconnect(listener) {
          reconnected.add(listener);
          return () => reconnected.delete(listener);
        },
        heal() {
          way.isUp = true;
          for (const listener of reconnected) listener();
        },
        async close() {
          way.isUp = false;
          listeners.clear();
        },
      };
      const node: Node = { name: `node ${nodes.length}`, way, listeners };
      nodes.push(node);
      return way;
    },
  };
}
