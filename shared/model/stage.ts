import { z } from "zod";
import { label } from "./scalars.ts";

/** A column of the map: one part of the journey, in the customer's words. */
export const stage = { title: label };

/** How many cards wide the column is drawn. Not part of the journey format. */
export const stageView = { columns: z.int().min(1).max(12).optional() };
