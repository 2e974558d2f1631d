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
      /** Odds of failing with it against without, 0–1: what it is expected to do once done. Not stated: it changes nothing. */
      oddsRatio: probability.optional(),
    }),
  ).optional(),
  plays: listOf(id).optional(),
};

/** What only the studio uses of a weak spot. Not part of the journey format, which has the grades. */
export const weakSpotView = {
  /** What was answered to the questions behind the grades, so that it can be shown and graded anew. */
  answers: z
    .strictObject({
      departments: count.optional(),
      sites: count.optional(),
      launchedOn: day.optional(),
      /** Share of the staff that leave a year; above 1 where more leave than there are. */
      turnover: z.number().min(0).optional(),
      /** Median tenure of the staff. */
      tenureMonths: z.number().min(0).optional(),
    })
    .optional(),
  /** The suggestion it was made from: it is not made again. */
  suggestedBy: id.optional(),
};
