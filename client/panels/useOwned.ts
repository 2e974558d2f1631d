import { useMemo } from "react";
import type { Evidence, Expectation, PromiseRecord } from "../../shared/model/kinds.ts";
import { useAll } from "../state/useMap.ts";

/** What customers expect at a touchpoint, in document order. */
export function useExpectations(touchpoint: string): readonly Expectation[] {
  const all = useAll("expectation");
  return useMemo(() => all.filter((each) => each.touchpoint === touchpoint), [all, touchpoint]);
}

export function usePromises(expectation: string): readonly PromiseRecord[] {
  const all = useAll("promise");
  return useMemo(() => all.filter((each) => each.expectation === expectation), [all, expectation]);
}

export function useEvidence(expectation: string): readonly Evidence[] {
  const all = useAll("evidence");
  return useMemo(() => all.filter((each) => each.expectation === expectation), [all, expectation]);
}
