import { z } from "zod";
import { count, id, label, listOf, probability } from "./scalars.ts";

/** The map's chain as it was when the scenario was made or last looked at again. Not part of the journey format. */
export const scenarioView = { base: label.optional() };

/** A what-if: an overlay on the map that never changes it. */
export const scenario = {
  title: label,
  story: label.optional(),
  start: id.optional(),
  customers: z.number().min(0).optional(),
  valuePerCustomer: z.number().min(0).optional(),
  touchpoints: z
    .record(
      id,
      z.strictObject({
        failure: probability.optional(),
        quit: probability.optional(),
        recovery: probability.optional(),
      }),
    )
    .optional(),
  plays: listOf(id).optional(),
  incident: z
    .strictObject({
      severity: z.int().min(1).max(5).optional(),
      priorFailures: count.optional(),
      preventable: z.enum(["no", "partly", "yes"]).optional(),
      foreseeable: z.boolean().optional(),
      thirdPartyExplanation: z.boolean().optional(),
      fixed: z.boolean().optional(),
      extra: z.boolean().optional(),
      followUpMissed: z.boolean().optional(),
      recoveryRating: z.number().min(1).max(7).optional(),
      recoveryFailed: z.boolean().optional(),
    })
    .optional(),
};
