import type { Placement } from "./placement.ts";
import { addItem, closeSums, emptySums, type Rollup, type RollupItem, type RollupSums } from "./rollup.ts";

export type Dimension = "map" | "stages" | "touchpoints" | "channels" | "departments";

/** One roll-up of a map, with its sums while it is being summed again. */
interface Scope {
  rollup: Rollup;
  sums: RollupSums | undefined;
}

/** All roll-ups of a map, of which only those that something changed in are summed again. */
export interface RollupScopes {
  /** Marks the roll-ups that an expectation at this place counts in. */
  touch(placement: Placement): void;
  /** Adds an item to those of its roll-ups that are marked; called once for every expectation, in document order. */
  add(placement: Placement, item: RollupItem): void;
  /** Ends the summing. */
  close(mustBeCap: number): void;
  isTouched(): boolean;
  /** The roll-up of a set, an empty one where nothing counts; `id` is "" for the map. */
  read(dimension: Dimension, id: string): Rollup;
}

const nothing = closeSums(emptySums(), 0);

export function openRollupScopes(): RollupScopes {
  const tables: Record<Dimension, Map<string, Scope>> = {
    map: new Map(),
    stages: new Map(),
    touchpoints: new Map(),
    channels: new Map(),
    departments: new Map(),
  };
  const touched = new Map<Scope, [Dimension, string]>();

  const touchOne = (dimension: Dimension, id: string | null) => {
    if (id === null) return;
    let scope = tables[dimension].get(id);
    if (scope === undefined) tables[dimension].set(id, (scope = { rollup: nothing, sums: undefined }));
    if (scope.sums !== undefined) return;
    scope.sums = emptySums();
    touched.set(scope, [dimension, id]);
  };
  const addOne = (dimension: Dimension, id: string | null, item: RollupItem) => {
    const sums = id === null ? undefined : tables[dimension].get(id)?.sums;
    if (sums !== undefined) addItem(sums, item);
  };

  return {
    touch(placement) {
      touchOne("map", "");
      touchOne("stages", placement.stage);
      touchOne("touchpoints", placement.touchpoint);
      touchOne("channels", placement.channel);
      touchOne("departments", placement.department);
    },
    add(placement, item) {
      addOne("map", "", item);
      addOne("stages", placement.stage, item);
      addOne("touchpoints", placement.touchpoint, item);
      addOne("channels", placement.channel, item);
      addOne("departments", placement.department, item);
    },
    close(mustBeCap) {
      for (const [scope, [dimension, id]] of touched) {
        if (scope.sums !== undefined) scope.rollup = closeSums(scope.sums, mustBeCap);
        scope.sums = undefined;
        // Without a worst status nothing counts in it: its stage or touchpoint may be gone for good.
        if (scope.rollup.worst === null) tables[dimension].delete(id);
      }
      touched.clear();
    },
    isTouched: () => touched.size > 0,
    read: (dimension, id) => tables[dimension].get(id)?.rollup ?? nothing,
  };
}
