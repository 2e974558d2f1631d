import { z } from "zod";
import { canvasPixels, id, label } from "./scalars.ts";

/** A free note over the grid, or in a cell of it. */
export const note = {
  text: label,
  x: canvasPixels.optional(),
  y: canvasPixels.optional(),
  stage: id.optional(),
  lane: id.optional(),
};

/** A note's drawn size in canvas pixels. Not part of the journey format. */
export const noteView = {
  width: z.number().min(80).max(2_000).optional(),
  height: z.number().min(40).max(2_000).optional(),
};
