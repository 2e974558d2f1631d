import { label, url } from "./scalars.ts";

/** Where a fact was read: promises and evidence may name one. */
export const source = { title: label, url: url.optional() };
