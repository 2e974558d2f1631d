import { z } from "zod";
import { journeyShape } from "./journey.ts";

/** The JSON Schema (2020-12) of the journey document. */
export function journeyJsonSchema(): object {
  return z.toJSONSchema(journeyShape, { unrepresentable: "any" });
}
