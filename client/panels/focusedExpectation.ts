import { createStore, useStore } from "zustand";

/** Which expectation of a touchpoint is open in this tab; jumped to from the overview, kept while one looks around. */
const focused = createStore<{ id: string | undefined }>(() => ({ id: undefined }));

export function useFocusedExpectation(): string | undefined {
  return useStore(focused, ({ id }) => id);
}

/** Opens this expectation, and no other; `undefined` closes all. */
export function focusExpectation(id: string | undefined): void {
  focused.setState({ id });
}
