import { z } from "zod";
import { limits } from "../limits.ts";
import { count, day, id, label, level, url } from "./scalars.ts";

/** From what a system logged down to what somebody assumes; the sciences weigh them in this order. */
export const evidenceGrades = [
  "system",
  "audit",
  "survey",
  "tickets",
  "frontline",
  "management",
  "assumption",
] as const;

/** What is known of the delivery: raw `values`, or `met` of `n`, or a `value` with its spread. */
export const evidence = {
  expectation: id,
  grade: z.enum(evidenceGrades),
  n: count.optional(),
  met: count.optional(),
  value: level.optional(),
  sd: z.number().min(0).optional(),
  values: z.array(level).max(limits.valuesPerEvidence).optional(),
  rater: label.optional(),
  channel: id.optional(),
  observedOn: day.optional(),
  note: label.optional(),
  url: url.optional(),
  source: id.optional(),
};
