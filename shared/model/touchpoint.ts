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
  /** What customers ask here, and how hard it is to answer. */
  questions: label.optional(),
  plays: listOf(id).optional(),
  /** The handle time that staff are held to here, in minutes. */
  handleMinutes: z.number().gt(0).optional(),
  /** The kind of person this place needs, and whether it has one. */
  roleNeeded: label.optional(),
  roleFilled: z.boolean().optional(),
};

/** Suggested weak spots that somebody turned down: kind of suggestion → reason. Not part of the journey format. */
export const touchpointView = { dismissed: z.record(id, label).optional() };
