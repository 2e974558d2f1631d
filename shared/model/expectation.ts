import { z } from "zod";
import { day, id, label, level, probability } from "./scalars.ts";

/** The five service-quality dimensions (RATER). */
export const dimensions = ["reliability", "assurance", "tangibles", "empathy", "responsiveness"] as const;

/** Must-be, one-dimensional, attractive, indifferent, reverse, questionable. */
export const kanoClasses = ["M", "O", "A", "I", "R", "Q"] as const;

/** Where an expectation comes from: what shaped it may be another industry altogether. */
export const expectationOrigins = ["customers", "ownPromises", "competitors", "otherIndustry", "law"] as const;

/** How an expectation is measured; its levels are in this measure's units (a share is 0–1). */
export const measure = z.strictObject({
  kind: z.enum(["share", "mean", "median", "percentile", "rating", "boolean"]),
  direction: z.enum(["higher", "lower"]).optional(),
  unit: label.optional(),
  threshold: level.optional(),
  within: z.enum(["atMost", "atLeast"]).optional(),
  percentile: probability.optional(),
  min: level.optional(),
  max: level.optional(),
});

/** What a customer expects at a touchpoint, and the levels that frame it. */
export const expectation = {
  touchpoint: id,
  statement: label,
  persona: id.optional(),
  dimension: z.enum(dimensions).optional(),
  kano: z.enum(kanoClasses).optional(),
  importance: z.number().min(0).optional(),
  zeroTolerance: z.boolean().optional(),
  channel: id.optional(),
  department: id.optional(),
  measure,
  desired: level.optional(),
  adequate: level.optional(),
  expected: level.optional(),
  standard: level.optional(),
  belief: level.optional(),
  perceived: level.optional(),
  /** When it was last asked for; it drifts, and is stale after a year. */
  recordedOn: day.optional(),
  origin: z.enum(expectationOrigins).optional(),
  originNote: label.optional(),
  /** What price and brand lead customers to expect, and when they would go elsewhere or pay more. */
  positioning: label.optional(),
  /** Share of customers who leave because it is not met, 0–1. */
  churnLink: probability.optional(),
};

export type Measure = z.infer<typeof measure>;
