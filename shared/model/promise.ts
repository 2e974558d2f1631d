import { z } from "zod";
import { day, id, label, level, url } from "./scalars.ts";

/** What the customer was told: its wording, its level, where it stands, who said it and until when. */
export const promise = {
  expectation: id,
  wording: label,
  kind: z.enum(["explicit", "implicit", "legal"]).optional(),
  level: level.optional(),
  where: label.optional(),
  url: url.optional(),
  publishedOn: day.optional(),
  expiresOn: day.optional(),
  channel: id.optional(),
  department: id.optional(),
  owner: label.optional(),
  source: id.optional(),
};
