import { z } from "zod";
import type { ErrorCode } from "../errors.ts";
import { errorTable } from "../errors.ts";

/** What every refused request is answered with: an RFC 9457 problem document with a stable `code`. */
export const problemDocument = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  /** A sentence for the person. */
  detail: z.string(),
  code: z.enum([...(Object.keys(errorTable) as ErrorCode[]), "INTERNAL"]),
  /** For bad input, everything that is wrong, with its path. */
  problems: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

export type ProblemDocument = z.infer<typeof problemDocument>;

export const problemContentType = "application/problem+json";
