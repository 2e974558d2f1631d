import { z } from "zod";
import { id, label, listOf } from "./scalars.ts";

/** A moment in which a customer meets the organisation, or an action one of them takes. */
export const touchpoint = {
  stage: id,
  lane: id,
  title: label,
  kind: z.enum(["communicationPoint", "action"]).optional(),
  channel: id.optional(),
  department: id.optional(),
  initiator: label.optional(),
  receiver: label.optional(),
  momentOfTruth: z.boolean().optional(),
  humanFallback: z.boolean().optional(),
  personas: listOf(id).optional(),
  description: label.optional(),
};
