import { groupBy } from "../../shared/groupBy.ts";
import type { Insights, Status } from "../../shared/alignment/insights.ts";
import type { RecordRef } from "../../shared/model/kinds.ts";
import type { Records } from "../../shared/model/records.ts";
import type { Urgency } from "../state/weakMarks.ts";

/** One row of the outline. */
export interface OutlineItem {
  /** Unique in the tree. */
  key: string;
  ref: RecordRef;
  /** What is selected on the canvas for it: an expectation's or weak spot's touchpoint. */
  target: RecordRef;
  /** 1 stage, 2 touchpoint, 3 expectation or weak spot. */
  level: 1 | 2 | 3;
  label: string;
  status: Status | undefined;
  /** A weak spot's own, or the most urgent at a touchpoint. */
  urgency: Urgency | undefined;
  /** `undefined` where nothing lies below. */
  isOpen: boolean | undefined;
  position: number;
  siblings: number;
}

/** Urgency of what is listed, from the marks of an open map. */
export interface OutlineUrgency {
  touchpoint: (id: string) => Urgency | undefined;
  weakSpot: (id: string) => Urgency;
}

/** The journey as a tree: stages, their touchpoints in order, their expectations and weak spots; only what is open. */
export function outlineItems(
  records: Records,
  insights: Insights,
  open: ReadonlySet<string>,
  urgency: OutlineUrgency,
): OutlineItem[] {
  const touchpoints = groupBy(records.all("touchpoint"), ({ stage }) => stage);
  const expectations = groupBy(records.all("expectation"), ({ touchpoint }) => touchpoint);
  const weakSpots = groupBy(records.all("weakSpot"), ({ touchpoint }) => touchpoint);
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
      urgency: undefined,
      position: index + 1,
      siblings: stages.length,
    };
    if (!add(row, cards.length > 0)) return;
    cards.forEach((card, place) => addTouchpoint(card, place + 1, cards.length));
  });
  return items;

  function addTouchpoint({ id, title }: { id: string; title: string }, position: number, siblings: number): void {
    const target = { kind: "touchpoint" as const, id };
    const below = [
      ...(expectations.get(id) ?? []).map((expectation) => ({
        ref: { kind: "expectation" as const, id: expectation.id },
        label: expectation.statement,
        status: insights.expectations[expectation.id]?.status,
        urgency: undefined,
      })),
      ...(weakSpots.get(id) ?? []).map((spot) => ({
        ref: { kind: "weakSpot" as const, id: spot.id },
        label: spot.title,
        status: undefined,
        urgency: urgency.weakSpot(spot.id),
      })),
    ];
    const own = {
      ref: target,
      label: title,
      status: insights.rollups.touchpoints[id]?.worst ?? undefined,
      urgency: urgency.touchpoint(id),
    };
    if (!add({ ...own, target, level: 2, position, siblings }, below.length > 0)) return;
    below.forEach((row, index) =>
      add({ ...row, target, level: 3, position: index + 1, siblings: below.length }, false),
    );
  }
}
