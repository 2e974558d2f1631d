import { type ComponentType, lazy, type LazyExoticComponent } from "react";

/** Waits before a part that could not be had is asked for again: a server that restarts is back by then. */
const waitsMs = [500, 1_000, 2_000, 4_000, 8_000];

/**
 * A component that is loaded when it is first shown. What cannot be had now is asked for again while its place waits;
 * after a quarter of a minute its error boundary says so.
 */
export function lazyPart<P>(load: () => Promise<ComponentType<P>>): LazyExoticComponent<ComponentType<P>> {
  return lazy(async () => {
    for (const wait of waitsMs) {
      try {
        return { default: await load() };
      } catch {
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
    return { default: await load() };
  });
}
