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

/** A row of the map. */
export const lane = { title: label, kind: z.enum(laneKinds) };

/** How many cards high the row is at least drawn. Not part of the journey format. */
export const laneView = { rows: z.int().min(1).max(12).optional() };
