import { createStore, useStore } from "zustand";

/** Which expectation of a touchpoint is open in this tab, and whether the focus is to follow to what was jumped to. */
const store = createStore<{ expectation: string | undefined; follow: boolean }>(() => ({
  expectation: undefined,
  follow: false,
}));

export function useOpenExpectation(): string | undefined {
  return useStore(store, ({ expectation }) => expectation);
}

/** Opens this expectation, and no other; `undefined` closes all. */
export function openExpectation(expectation: string | undefined): void {
  store.setState({ expectation });
}

/** Says that the person is on the way to another panel, to one expectation of it when one is named. */
export function startJump(expectation: string | undefined): void {
  store.setState({ expectation, follow: true });
}

/** Whether what just appeared was jumped to, and must take the focus; true once. */
export function endJump(expectation: string | undefined): boolean {
  const arrived = store.getState().follow && store.getState().expectation === expectation;
  if (arrived) store.setState({ follow: false });
  return arrived;
}
