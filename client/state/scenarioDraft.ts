import { createStore, useStore } from "zustand";
import type { Scenario } from "../../shared/model/kinds.ts";

/** A scenario as it would be if what a hand is moving were let go now. Nothing of it is in the document. */
interface Draft {
  of: Scenario;
  scenario: Scenario;
}

const store = createStore<{ draft: Draft | undefined }>(() => ({ draft: undefined }));

/** The scenario with what is being dragged; the record itself when nothing is, or when it changed meanwhile. */
export function useDrafted(scenario: Scenario | undefined): Scenario | undefined {
  return useStore(store, ({ draft }) => (draft !== undefined && draft.of === scenario ? draft.scenario : scenario));
}

/** Shows a change of a scenario without writing it. */
export function draftScenario(of: Scenario, changes: Partial<Scenario>): void {
  store.setState({ draft: { of, scenario: { ...of, ...changes } } });
}

export function endDraft(): void {
  if (store.getState().draft !== undefined) store.setState({ draft: undefined });
}
