import { z } from "zod";
import { label } from "./scalars.ts";

export const laneKinds = [
  "touchpoints",
  "physicalEvidence",
  "customerActions",
  "frontstage",
  "backstage",
  "support",
  "curve",
  "notes",
] as const;

/** Whether the lane's cells take touchpoints. */
export function holdsTouchpoints({ kind }: { kind: (typeof laneKinds)[number] }): boolean {
  return kind !== "curve" && kind !== "notes";
}

/** A row of the map. */
export const lane = { title: label, kind: z.enum(laneKinds) };

/** How many cards high the row is at least drawn. Not part of the journey format. */
export const laneView = { rows: z.int().min(1).max(12).optional() };
