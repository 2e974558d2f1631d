import { label } from "./scalars.ts";

/** Who in the organisation makes a promise or keeps it. */
export const department = { name: label };
