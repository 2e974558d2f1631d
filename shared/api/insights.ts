import { z } from "zod";
import { status } from "./maps.ts";

const unknownOr = z.number().nullable();
const ids = z.array(z.string()).readonly();

const expectationInsight = z.object({
  status,
  reason: z.string(),
  raw: unknownOr,
  gap: unknownOr,
  gapInterval: z.tuple([unknownOr, unknownOr]).readonly(),
  interval: z.tuple([unknownOr, unknownOr]).readonly(),
  delivered: unknownOr,
  promised: unknownOr,
  kappa: unknownOr,
  adequacy: unknownOr,
  superiority: unknownOr,
  satisfaction: unknownOr,
  cause: z.enum(["listening", "standard", "delivery", "communication"]).nullable(),
  gaps: z.object({
    listening: unknownOr,
    standard: unknownOr,
    delivery: unknownOr,
    communication: unknownOr,
    perceived: unknownOr,
    perception: unknownOr,
    overPromise: unknownOr,
  }),
  overPromised: z.boolean(),
  /** The levels that the status was judged with, recorded or assumed. */
  adequate: unknownOr,
  desired: unknownOr,
  zeroTolerance: z.boolean(),
  /** Ids of the promise and the evidence that were chosen. */
  promise: z.string().nullable(),
  evidence: z.string().nullable(),
  /** What was assumed for want of data. */
  assumed: z.array(z.string()).readonly(),
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
  followThrough: z
    .array(
      z.object({
        promisedBy: z.string().nullable(),
        keptBy: z.string().nullable(),
        counts: z.partialRecord(status, z.int()),
      }),
    )
    .readonly(),
  channelConsistency: z
    .array(
      z.object({
        expectations: ids,
        channels: z.tuple([z.string(), z.string()]).readonly(),
        difference: z.number(),
        z: z.number(),
        p: z.number(),
      }),
    )
    .readonly(),
  disconnect: z
    .array(
      z.object({
        expectation: z.string(),
        management: z.number(),
        frontline: z.number(),
        difference: z.number(),
        delta: unknownOr,
      }),
    )
    .readonly(),
  contradictions: z.array(z.object({ expectation: z.string(), promises: ids })).readonly(),
});
