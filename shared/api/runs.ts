import { z } from "zod";
import { playRun } from "../recovery/playRun.ts";

/** A run as it is kept: who made it, and when it last reached the server (ISO 8601 in UTC). */
export const storedRun = z.object({
  run: playRun,
  by: z.object({ id: z.string(), name: z.string() }),
  updatedAt: z.string(),
});

export type StoredRun = z.infer<typeof storedRun>;
