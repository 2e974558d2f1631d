import { z } from "zod";
import { AppError } from "../errors.ts";
import { newId } from "../ids.ts";
import { kinds } from "../model/kinds.ts";
import { id } from "../model/scalars.ts";
import { promotionOf } from "../risk/promotion.ts";
import { checkRecord, checkRoom } from "./checks.ts";
import { defineCommand, type Fields, nameOf } from "./command.ts";
import { mustFind, patchOne, place } from "./recordCommands.ts";

/**
 * Makes what a scenario says part of the map, as far as the map can take it over; the scenario stays.
 * @throws AppError INVALID when there is nothing in it to take over.
 */
export const promoteScenario = defineCommand<{ id: string }>({
  args: z.strictObject({ id }),
  label: ({ id: scenario }, records) => `promote ${nameOf(records.read("scenario", scenario)) || kinds.scenario.word}`,
  run(edit, { id: scenario }) {
    const { steps } = promotionOf(edit.records, mustFind(edit, "scenario", scenario));
    if (steps.length === 0) throw new AppError("INVALID", "The map can take nothing over from this scenario.");
    const added = steps.filter((step) => step.kind === "addWeakSpot");
    checkRoom(edit.records, "weakSpot", added.length);
    const orders = added.length === 0 ? [] : place(edit, "weakSpot", null, added.length);
    added.forEach(({ touchpoint, title, prior, plays }, i) => {
      const spot = {
        id: newId(kinds.weakSpot.idPrefix),
        order: orders[i]!,
        touchpoint,
        title,
        prior,
        ...(plays.length > 0 && { plays }),
      };
      checkRecord(edit.records, "weakSpot", spot);
      edit.insert("weakSpot", spot);
    });
    const changes = new Map<string, Fields>();
    for (const step of steps) {
      if (step.kind === "addWeakSpot") continue;
      if (step.kind === "attachToTouchpoint") {
        const own = edit.records.read("touchpoint", step.touchpoint)?.plays ?? [];
        patchOne(edit, "touchpoint", step.touchpoint, { plays: [...own, ...step.plays] });
        continue;
      }
      const before = edit.records.read("weakSpot", step.weakSpot)?.plays ?? [];
      const fields = step.kind === "setPrior" ? { prior: step.prior } : { plays: [...before, ...step.plays] };
      changes.set(step.weakSpot, { ...changes.get(step.weakSpot), ...fields });
    }
    for (const [spot, fields] of changes) patchOne(edit, "weakSpot", spot, fields);
    return { weakSpots: added.length + changes.size };
  },
});
