import { z } from "zod";
import { limits } from "../limits.ts";
import { rehearsal } from "../model/play.ts";
import { id } from "../model/scalars.ts";
import { defineCommand } from "./command.ts";
import { mustFind, patchOne } from "./recordCommands.ts";

/** Adds one rehearsal to every play that was rehearsed in it, as one step. */
export const recordRehearsal = defineCommand<{ plays: string[]; rehearsal: z.infer<typeof rehearsal> }>({
  args: z.strictObject({ plays: z.array(id).min(1).max(limits.itemsPerRecord), rehearsal }),
  label: ({ plays }) => `record the rehearsal in ${plays.length === 1 ? "a play" : `${plays.length} plays`}`,
  run(edit, { plays, rehearsal: held }) {
    for (const each of new Set(plays))
      patchOne(edit, "play", each, { rehearsals: [...(mustFind(edit, "play", each).rehearsals ?? []), held] });
    return {};
  },
});
