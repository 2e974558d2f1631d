import { z } from "zod";
import { limits } from "../limits.ts";
import { id } from "../model/scalars.ts";
import { defineCommand, nameOf } from "./command.ts";
import { copyRecords } from "./copyRecords.ts";
import { paste } from "./pasteRecords.ts";
import { mustFind } from "./recordCommands.ts";

/** Puts copies of touchpoints, with their expectations, promises and evidence, behind them in their cells. */
export const duplicateTouchpoints = defineCommand<{ ids: string[] }>({
  args: z.strictObject({ ids: z.array(id).min(1).max(limits.touchpointsPerMap) }),
  label: ({ ids }, records) =>
    ids.length === 1
      ? `duplicate ${nameOf(records.read("touchpoint", ids[0]!))}`
      : `duplicate ${ids.length} touchpoints`,
  run(edit, { ids }) {
    const refs = ids.map((each) => ({ kind: "touchpoint" as const, id: mustFind(edit, "touchpoint", each).id }));
    const all = edit.records.all("touchpoint");
    const last = all.findLastIndex((touchpoint) => ids.includes(touchpoint.id));
    const copied = paste(edit, copyRecords(edit.records, refs), { before: all[last + 1]?.id ?? null });
    return { ids: copied.touchpoint };
  },
});
