import { createStore, useStore } from "zustand";

/** What of a touchpoint is open in this tab, and whether the focus is to follow to what was jumped to. */
interface Jump {
  expectation: string | undefined;
  weakSpot: string | undefined;
  follow: boolean;
}

const store = createStore<Jump>(() => ({ expectation: undefined, weakSpot: undefined, follow: false }));

export function useOpenExpectation(): string | undefined {
  return useStore(store, ({ expectation }) => expectation);
}

export function useOpenWeakSpot(): string | undefined {
  return useStore(store, ({ weakSpot }) => weakSpot);
}

/** Opens this expectation, and no other; `undefined` closes all. */
export function openExpectation(expectation: string | undefined): void {
  store.setState({ expectation });
}

/** Opens this weak spot, and no other; `undefined` closes all. */
export function openWeakSpot(weakSpot: string | undefined): void {
  store.setState({ weakSpot });
}

/** Says that the person is on the way to another panel, to one expectation or weak spot of it when one is named. */
export function startJump(expectation: string | undefined, weakSpot?: string): void {
  store.setState({ expectation, weakSpot, follow: true });
}

/** Whether what just appeared was jumped to, and must take the focus; true once. `undefined` is the panel itself. */
export function endJump(to: string | undefined): boolean {
  const { expectation, weakSpot, follow } = store.getState();
  const arrived = follow && (weakSpot ?? expectation) === to;
  if (arrived) store.setState({ follow: false });
  return arrived;
}
