import type { Bus } from "./bus.ts";

const nowhere: ReadonlySet<string> = new Set();

/** The bus of a node that is alone, or that learns of others from the database only. */
export function openLocalBus(): Bus {
  return {
    isUp: false,
    publish: () => {},
    subscribe: () => () => {},
    heardElsewhere: async () => nowhere,
    onReconnect: () => () => {},
    close: async () => {},
  };
}
