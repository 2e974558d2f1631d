import { z } from "zod";
import { limits } from "../limits.ts";
import { byOrder } from "../model/order.ts";
import { id } from "../model/scalars.ts";
import { defineCommand, nameOf } from "./command.ts";
import { mustFind, place } from "./recordCommands.ts";

/** Puts touchpoints into a cell, before one that is there or last, in the order they had. */
export const moveTouchpoints = defineCommand<{ ids: string[]; stage: string; lane: string; before: string | null }>({
  args: z.strictObject({
    ids: z.array(id).min(1).max(limits.touchpointsPerMap),
    stage: id,
    lane: id,
    before: id.nullable(),
  }),
  label: ({ ids }, records) =>
    ids.length === 1 ? `move ${nameOf(records.read("touchpoint", ids[0]!))}` : `move ${ids.length} touchpoints`,
  run(edit, { ids, stage, lane, before }) {
    mustFind(edit, "stage", stage);
    mustFind(edit, "lane", lane);
    const moving = new Set(ids);
    const records = [...moving].map((each) => mustFind(edit, "touchpoint", each)).sort(byOrder);
    const target = before !== null && moving.has(before) ? nextStanding(before) : before;
    const keys = place(edit, "touchpoint", target, records.length, moving);
    records.forEach((record, i) =>
      edit.patch("touchpoint", record.id, {
        // A cell that stays the same is not written: it would take back where somebody else moves the card meanwhile.
        ...(record.stage !== stage && { stage }),
        ...(record.lane !== lane && { lane }),
        order: keys[i],
      }),
    );
    return {};

    /** Dropping before a card that itself moves means before the next card of the cell that stays. */
    function nextStanding(from: string): string | null {
      const cell = edit.records.all("touchpoint").filter((card) => card.stage === stage && card.lane === lane);
      const after = cell.slice(cell.findIndex((card) => card.id === from) + 1);
      return after.find((card) => !moving.has(card.id))?.id ?? null;
    }
  },
});
