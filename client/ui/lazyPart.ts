import { type ComponentType, lazy, type LazyExoticComponent } from "react";

/** Waits before a part that could not be had is asked for again. */
const waitsMs = [500, 1_000, 2_000];

/**
 * A component that is loaded when it is first shown. What cannot be had now is asked for again while its place waits,
 * which helps in browsers that forget a failure; after some seconds its error boundary offers to reload the page.
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
