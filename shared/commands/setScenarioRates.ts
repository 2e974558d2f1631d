import { z } from "zod";
import { id, probability } from "../model/scalars.ts";
import { defineCommand, nameOf } from "./command.ts";
import { mustFind, patchOne } from "./recordCommands.ts";

const rate = probability.nullable().optional();

interface Rates {
  failure?: number | null | undefined;
  recovery?: number | null | undefined;
  quit?: number | null | undefined;
}

/**
 * Changes what a scenario says of one touchpoint and leaves all others as they are by then. A rate that is `null` is
 * the map's again and one that is not named stays; `rates: null` leaves the touchpoint as the map has it.
 */
export const setScenarioRates = defineCommand<{ scenario: string; touchpoint: string; rates: Rates | null }>({
  args: z.strictObject({
    scenario: id,
    touchpoint: id,
    rates: z.strictObject({ failure: rate, recovery: rate, quit: rate }).nullable(),
  }),
  label: ({ scenario, touchpoint }, records) =>
    `change ${nameOf(records.read("touchpoint", touchpoint)) || "a touchpoint"} in ${nameOf(records.read("scenario", scenario)) || "a scenario"}`,
  run(edit, { scenario, touchpoint, rates }) {
    const { touchpoints = {} } = mustFind(edit, "scenario", scenario);
    const { [touchpoint]: before, ...others } = touchpoints;
    if (rates === null && before === undefined) return {};
    const after = Object.entries({ ...before, ...rates }).filter(([, value]) => value !== null && value !== undefined);
    patchOne(edit, "scenario", scenario, {
      touchpoints: rates === null ? others : { ...touchpoints, [touchpoint]: Object.fromEntries(after) },
    });
    return {};
  },
});
