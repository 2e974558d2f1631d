import type { Placement } from "./placement.ts";
import { addItem, closeSums, emptySums, type Rollup, type RollupItem, type RollupSums } from "./rollup.ts";

export type Dimension = "map" | "stages" | "touchpoints" | "channels" | "departments";

/** One roll-up of a map, with its sums while it is being summed again. */
export interface RollupScope {
  readonly dimension: Dimension;
  readonly id: string;
  rollup: Rollup;
  sums: RollupSums | undefined;
}

/** All roll-ups of a map, of which only those that something changed in are summed again. */
export interface RollupScopes {
  /** The roll-ups that an expectation at this place counts in. */
  at(placement: Placement): readonly RollupScope[];
  /** Marks roll-ups to be summed again. */
  touch(scopes: readonly RollupScope[]): void;
  isTouched(): boolean;
  /** Ends a summing, in which {@link addToScopes} was called for every expectation in document order. */
  close(mustBeCap: number): void;
  /** The roll-up of a set, an empty one where nothing counts; `id` is "" for the map. */
  read(dimension: Dimension, id: string): Rollup;
}

/** Adds an item to those of its roll-ups that are marked. */
export function addToScopes(scopes: readonly RollupScope[], item: RollupItem): void {
  for (const { sums } of scopes) if (sums !== undefined) addItem(sums, item);
}

const nothing = closeSums(emptySums(), 0);

export function openRollupScopes(): RollupScopes {
  const tables: Record<Dimension, Map<string, RollupScope>> = {
    map: new Map(),
    stages: new Map(),
    touchpoints: new Map(),
    channels: new Map(),
    departments: new Map(),
  };
  const touched = new Set<RollupScope>();

  const enter = (scopes: RollupScope[], dimension: Dimension, id: string | null) => {
    if (id === null) return;
    let scope = tables[dimension].get(id);
    if (scope === undefined) tables[dimension].set(id, (scope = { dimension, id, rollup: nothing, sums: undefined }));
    scopes.push(scope);
  };

  return {
    at({ stage, touchpoint, channel, department }) {
      const scopes: RollupScope[] = [];
      enter(scopes, "map", "");
      enter(scopes, "stages", stage);
      enter(scopes, "touchpoints", touchpoint);
      enter(scopes, "channels", channel);
      enter(scopes, "departments", department);
      return scopes;
    },
    touch(scopes) {
      for (const scope of scopes) {
        scope.sums ??= emptySums();
        touched.add(scope);
      }
    },
    isTouched: () => touched.size > 0,
    close(mustBeCap) {
      for (const scope of touched) {
        if (scope.sums !== undefined) scope.rollup = closeSums(scope.sums, mustBeCap);
        scope.sums = undefined;
        // Without a worst status nothing counts in it: its stage or touchpoint may be gone for good.
        if (scope.rollup.worst === null) tables[scope.dimension].delete(scope.id);
      }
      touched.clear();
    },
    read: (dimension, id) => tables[dimension].get(id)?.rollup ?? nothing,
  };
}
