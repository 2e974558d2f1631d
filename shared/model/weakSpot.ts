import { z } from "zod";
import { count, day, id, label, listOf, probability } from "./scalars.ts";

const grade = z.number().min(0).max(1);
const score = z.int().min(1).max(10);

/** A way in which a touchpoint can fail, how likely and how bad, and what is done about it. */
export const weakSpot = {
  touchpoint: id,
  title: label,
  effect: label.optional(),
  cause: label.optional(),
  severity: score.optional(),
  occurrence: score.optional(),
  detection: score.optional(),
  factors: z
    .strictObject({
      scheduling: grade.optional(),
      coordination: grade.optional(),
      newness: grade.optional(),
      turnover: grade.optional(),
    })
    .optional(),
  prior: probability.optional(),
  failures: count.optional(),
  passages: count.optional(),
  detected: probability.optional(),
  lossPerCase: z.number().min(0).optional(),
  preventions: listOf(
    z.strictObject({
      text: label,
      owner: label.optional(),
      dueOn: day.optional(),
      done: z.boolean().optional(),
    }),
  ).optional(),
  plays: listOf(id).optional(),
};
