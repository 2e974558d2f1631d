import { z } from "zod";
import { status } from "./maps.ts";

const unknownOr = z.number().nullable();

const expectationInsight = z.object({
  status,
  reason: z.string(),
  raw: unknownOr,
  gap: unknownOr,
  interval: z.tuple([unknownOr, unknownOr]),
  delivered: unknownOr,
  promised: unknownOr,
  kappa: unknownOr,
  adequacy: unknownOr,
  superiority: unknownOr,
  satisfaction: unknownOr,
  cause: z.string().nullable(),
  gaps: z.object({
    listening: unknownOr,
    standard: unknownOr,
    delivery: unknownOr,
    communication: unknownOr,
    perceived: unknownOr,
    perception: unknownOr,
    overPromise: unknownOr,
  }),
});

const rollup = z.object({
  index: unknownOr,
  uncapped: unknownOr,
  low: unknownOr,
  high: unknownOr,
  coverage: unknownOr,
  confidence: unknownOr,
  delight: unknownOr,
  veto: z.boolean(),
  worst: status.nullable(),
});

const rollupsById = z.record(z.string(), rollup);

/** Everything the model computes for a map. Unknown numbers are `null`, never 0. */
export const insights = z.object({
  expectations: z.record(z.string(), expectationInsight),
  rollups: z.object({
    map: rollup,
    stages: rollupsById,
    touchpoints: rollupsById,
    channels: rollupsById,
    departments: rollupsById,
  }),
  followThrough: z.array(z.looseObject({})),
  channelConsistency: z.array(z.looseObject({})),
  disconnect: z.array(z.looseObject({})),
  contradictions: z.array(z.looseObject({})),
});
