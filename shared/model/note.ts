import { z } from "zod";
import { id, label } from "./scalars.ts";

/** Canvas pixels. No map reaches that far, and what indexes places must not walk to infinity. */
const place = z.number().min(-1_000_000).max(1_000_000);

/** A free note over the grid, or in a cell of it. */
export const note = {
  text: label,
  x: place.optional(),
  y: place.optional(),
  stage: id.optional(),
  lane: id.optional(),
};

/** A note's drawn size in canvas pixels. Not part of the journey format. */
export const noteView = {
  width: z.number().min(80).max(2_000).optional(),
  height: z.number().min(40).max(2_000).optional(),
};
