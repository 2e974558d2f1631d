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

const weakSpot = z.object({
  /** Failure per passage, and its 90% credible interval. */
  probability: z.number(),
  credible: z.tuple([z.number(), z.number()]).readonly(),
  actionPriority: z.enum(["H", "M", "L"]).nullable(),
  /** Unrecovered failure per passage, with the best plan B attached. */
  residual: z.number(),
  expectedLoss: unknownOr,
  inherentLoss: unknownOr,
  needsPlay: z.boolean(),
  reasons: z.array(z.string()).readonly(),
});

/** How ready a plan B is, 0–100. */
const play = z.object({
  raw: z.number(),
  cap: z.number(),
  score: z.number(),
  missing: z.array(z.string()).readonly(),
});

const outcome = z.object({
  churn: z.number(),
  done: z.number(),
  anyFailure: z.number(),
  anyUnrecovered: z.number(),
  expectedFailures: z.number(),
  /** By touchpoint. */
  visits: z.record(z.string(), z.number()),
  valueAtRisk: unknownOr,
});

/** The whole answer, or why there is none: the touchpoints from which the journey never ends. */
const scenario = z.union([
  z.object({
    ...outcome.shape,
    withPlays: outcome,
    /** Widest first: churn when one parameter alone is lower, and when it is higher. */
    sensitivity: z
      .array(z.object({ parameter: z.string(), low: z.number(), high: z.number(), swing: z.number() }))
      .readonly(),
    paradox: z
      .object({
        verdict: z.enum(["eligible", "unlikely", "impossible"]),
        reasons: ids,
        cautions: ids,
      })
      .nullable(),
  }),
  z.object({ refused: z.string(), touchpoints: ids }),
]);

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
  weakSpots: z.record(z.string(), weakSpot),
  plays: z.record(z.string(), play),
  scenarios: z.record(z.string(), scenario),
});
