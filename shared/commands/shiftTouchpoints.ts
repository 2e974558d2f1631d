import { z } from "zod";
import { AppError } from "../errors.ts";
import { limits } from "../limits.ts";
import { holdsTouchpoints } from "../model/lane.ts";
import { id } from "../model/scalars.ts";
import { defineCommand, nameOf } from "./command.ts";
import { mustFind } from "./recordCommands.ts";

const steps = z.int().min(-limits.recordsPerMap).max(limits.recordsPerMap);

/**
 * Moves touchpoints by the same number of stages and of lanes, so that they lie to each other as before; lanes that
 * hold no touchpoints do not count.
 */
export const shiftTouchpoints = defineCommand<{ ids: string[]; stages: number; lanes: number }>({
  args: z.strictObject({
    ids: z.array(id).min(1).max(limits.touchpointsPerMap),
    stages: steps,
    lanes: steps,
  }),
  label: ({ ids }, records) =>
    ids.length === 1 ? `move ${nameOf(records.read("touchpoint", ids[0]!))}` : `move ${ids.length} touchpoints`,
  run(edit, { ids, stages, lanes }) {
    const columns = edit.records.all("stage");
    const rows = edit.records.all("lane").filter(holdsTouchpoints);
    for (const each of new Set(ids)) {
      const touchpoint = mustFind(edit, "touchpoint", each);
      const stage = stepped(columns, touchpoint.stage, stages);
      const lane = stepped(rows, touchpoint.lane, lanes);
      // A cell that stays the same is not written: it would take back where somebody else moves the card meanwhile.
      const fields = { ...(stage !== touchpoint.stage && { stage }), ...(lane !== touchpoint.lane && { lane }) };
      if (Object.keys(fields).length > 0) edit.patch("touchpoint", each, fields);
    }
    return {};
  },
});

/** @throws AppError INVALID when there is nothing that many steps on. */
function stepped(all: readonly { id: string }[], from: string, by: number): string {
  if (by === 0) return from;
  const index = all.findIndex((each) => each.id === from);
  const to = index < 0 ? undefined : all[index + by];
  if (to === undefined) throw new AppError("INVALID", "There is no room that way for all of them.");
  return to.id;
}
