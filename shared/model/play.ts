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
});

const rehearsal = z.strictObject({
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
};
