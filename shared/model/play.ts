import { z } from "zod";
import { day, id, label, level, listOf, probability } from "./scalars.ts";

export const playPhases = ["acknowledge", "understand", "fix", "extra", "followUp"] as const;

const step = z.strictObject({
  phase: z.enum(playPhases),
  text: label,
  script: label.optional(),
  justice: z.enum(["distributive", "procedural", "interactional"]).optional(),
  channel: id.optional(),
  withinMinutes: z.number().min(0).optional(),
  afterDays: z.number().min(0).optional(),
  cost: z.number().min(0).optional(),
  /** Minutes of a person's time that the step takes. */
  takesMinutes: z.number().min(0).optional(),
  /** It gives back what the customer lost. */
  givesBack: z.boolean().optional(),
});

export const rehearsal = z.strictObject({
  on: day,
  participants: listOf(label).optional(),
  score: level.optional(),
  findings: listOf(label).optional(),
});

/** Plan B: what the team does when a weak spot breaks, who may do it and when it was last rehearsed. */
export const play = {
  title: label,
  trigger: z
    .strictObject({
      text: label.optional(),
      metric: label.optional(),
      operator: z.enum([">", ">=", "<", "<=", "=", "!="]).optional(),
      threshold: z.union([level, label]).optional(),
      unit: label.optional(),
      automatic: z.boolean().optional(),
    })
    .optional(),
  owner: label.optional(),
  deputy: label.optional(),
  authorityLimit: z.number().min(0).optional(),
  currency: label.optional(),
  managerApproval: z.boolean().optional(),
  exception: z.boolean().optional(),
  escalation: label.optional(),
  pastRemedyCosts: listOf(z.number().min(0)).optional(),
  severities: listOf(z.int().min(1).max(5)).optional(),
  effectiveness: probability.optional(),
  steps: listOf(step).optional(),
  rehearsals: listOf(rehearsal).optional(),
  /** What customers ask for beyond the play, what may be given, and the nearest thing when not. */
  alternatives: listOf(
    z.strictObject({ asked: label, canGive: label.optional(), nearest: label.optional() }),
  ).optional(),
  /** What to say when a customer becomes abusive, and when staff stop and leave. */
  deescalation: label.optional(),
  safetyStop: label.optional(),
  stopWhen: label.optional(),
  ifItFails: label.optional(),
  /** What those who use it well get for it. */
  incentive: label.optional(),
  /** What the customer lost: the fix must answer it. */
  lost: label.optional(),
  /** What the customer may tell others about afterwards. */
  memory: label.optional(),
  /** What keeping one customer costs, in `currency`. */
  keepCost: z.number().min(0).optional(),
  /** The guarantee that this play stands behind, in the customer's words. */
  guarantee: label.optional(),
  /** Shares 0–1 of customers after recovery; what is left out is unmeasured. */
  outcomes: z
    .strictObject({
      satisfaction: probability.optional(),
      retention: probability.optional(),
      reputation: probability.optional(),
      wordOfMouth: probability.optional(),
    })
    .optional(),
  /** Who agreed to the authority, and who did not. */
  signOffs: listOf(z.strictObject({ who: label, agreed: z.boolean(), note: label.optional() })).optional(),
};
