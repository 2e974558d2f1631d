import { groupBy } from "../../shared/groupBy.ts";
import type { Insights, Status } from "../../shared/alignment/insights.ts";
import type { RecordRef } from "../../shared/model/kinds.ts";
import type { Records } from "../../shared/model/records.ts";

/** One row of the outline. */
export interface OutlineItem {
  /** Unique in the tree. */
  key: string;
  ref: RecordRef;
  /** What is selected on the canvas for it: an expectation's touchpoint. */
  target: RecordRef;
  /** 1 stage, 2 touchpoint, 3 expectation. */
  level: 1 | 2 | 3;
  label: string;
  status: Status | undefined;
  /** `undefined` where nothing lies below. */
  isOpen: boolean | undefined;
  position: number;
  siblings: number;
}

/** The journey as a tree: stages, their touchpoints in order, their expectations; only what is open. */
export function outlineItems(records: Records, insights: Insights, open: ReadonlySet<string>): OutlineItem[] {
  const touchpoints = groupBy(records.all("touchpoint"), ({ stage }) => stage);
  const expectations = groupBy(records.all("expectation"), ({ touchpoint }) => touchpoint);
  const items: OutlineItem[] = [];
  const add = (item: Omit<OutlineItem, "key" | "isOpen">, hasChildren: boolean): boolean => {
    const key = `${item.ref.kind}:${item.ref.id}`;
    const isOpen = hasChildren ? open.has(key) : undefined;
    items.push({ ...item, key, isOpen });
    return isOpen === true;
  };
  const stages = records.all("stage");
  stages.forEach(({ id, title }, index) => {
    const ref = { kind: "stage" as const, id };
    const status = insights.rollups.stages[id]?.worst ?? undefined;
    const cards = touchpoints.get(id) ?? [];
    const row = {
      ref,
      target: ref,
      level: 1 as const,
      label: title,
      status,
      position: index + 1,
      siblings: stages.length,
    };
    if (!add(row, cards.length > 0)) return;
    cards.forEach((card, place) => addTouchpoint(card, place + 1, cards.length));
  });
  return items;

  function addTouchpoint({ id, title }: { id: string; title: string }, position: number, siblings: number): void {
    const ref = { kind: "touchpoint" as const, id };
    const status = insights.rollups.touchpoints[id]?.worst ?? undefined;
    const expected = expectations.get(id) ?? [];
    if (!add({ ref, target: ref, level: 2, label: title, status, position, siblings }, expected.length > 0)) return;
    expected.forEach((expectation, index) => {
      const about = { kind: "expectation" as const, id: expectation.id };
      const own = insights.expectations[expectation.id]?.status;
      const row = { ref: about, target: ref, level: 3 as const, label: expectation.statement, status: own };
      add({ ...row, position: index + 1, siblings: expected.length }, false);
    });
  }
}
