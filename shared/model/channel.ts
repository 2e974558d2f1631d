import { z } from "zod";
import { label } from "./scalars.ts";

/** The way a customer and the organisation meet: web, phone, counter. */
export const channel = { name: label, online: z.boolean().optional() };
