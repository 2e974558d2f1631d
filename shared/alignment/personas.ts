import type { Records } from "../model/records.ts";
import type { Insights } from "./insights.ts";
import { present } from "./placement.ts";
import { addItem, closeSums, emptySums, type Rollup } from "./rollup.ts";
import { rollupItem } from "./rollupItem.ts";

/** How one persona's expectations stand. */
export interface PersonaView {
  /** Null for the expectations that name no persona. */
  persona: string | null;
  rollup: Rollup;
  /** Only touchpoints where this persona expects something. */
  touchpoints: readonly { touchpoint: string; rollup: Rollup }[];
}

/** The map as each persona meets it; expectations for everybody come first, then the personas in document order. */
export function personaViews(records: Records, insights: Insights, mustBeCap: number): PersonaView[] {
  const views = new Map<string | null, Map<string, ReturnType<typeof emptySums>>>();
  const everywhere = new Map<string | null, ReturnType<typeof emptySums>>();
  for (const persona of [null, ...records.all("persona").map(({ id }) => id)]) {
    views.set(persona, new Map());
    everywhere.set(persona, emptySums());
  }
  for (const expectation of records.all("expectation")) {
    const insight = insights.expectations[expectation.id];
    if (insight === undefined) continue;
    const persona = present(records, "persona", expectation.persona);
    const item = rollupItem(expectation, insight);
    const view = views.get(persona);
    const sums = view?.get(expectation.touchpoint) ?? emptySums();
    view?.set(expectation.touchpoint, sums);
    addItem(sums, item);
    const all = everywhere.get(persona);
    if (all !== undefined) addItem(all, item);
  }
  return [...views].map(([persona, view]) => ({
    persona,
    rollup: closeSums(everywhere.get(persona) ?? emptySums(), mustBeCap),
    touchpoints: [...view].map(([touchpoint, sums]) => ({ touchpoint, rollup: closeSums(sums, mustBeCap) })),
  }));
}
