import { z } from "zod";
import { id, label, probability } from "./scalars.ts";

/** The two ends of every journey, which a connection may lead to instead of a touchpoint. */
export const journeyEnds = ["done", "churn"] as const;

/** Where customers go next, and how many of those the outcome applies to. */
export const connection = {
  from: id,
  to: id,
  probability: probability.optional(),
  label: label.optional(),
  when: z.enum(["any", "ok", "recovered", "unrecovered"]).optional(),
};
