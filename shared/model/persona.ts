import { label } from "./scalars.ts";

/** A kind of customer whose expectations differ from the others'. */
export const persona = { name: label, summary: label.optional() };
