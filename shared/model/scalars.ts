import { z } from "zod";
import { limits } from "../limits.ts";

// Compiled validators need eval, which the page's CSP forbids.
z.config({ jitless: true });

/** U+0000 (databases disagree on it) and lone surrogates (UTF-8 cannot carry them) would not survive a round trip. */
const unstorable = /\0|\p{Surrogate}/u;

/** The first reaches a prototype; the second, as a key in an object, keeps Yjs from knowing the object as one. */
const reserved = ["__proto__", "constructor"];

const storable = (text: string) => !unstorable.test(text);

/** A name or a sentence. */
export const label = z.string().max(limits.labelChars).refine(storable, "holds a character that cannot be stored");

/** A record's id: the author's own, unique within its kind. */
export const id = z
  .string()
  .min(1)
  .max(limits.idChars)
  .refine(storable, "holds a character that cannot be stored")
  .refine((text) => !reserved.includes(text), "is a reserved word");

/** A day, `YYYY-MM-DD`, counted in UTC. */
export const day = z.iso.date();

/** A finite number. */
export const level = z.number();

/** A place along one axis of the canvas. */
export const canvasPixels = z.number().min(-limits.canvasPixels).max(limits.canvasPixels);

/** A number from 0 to 1. */
export const probability = z.number().min(0).max(1);

export const count = z.int().min(0);

/** A web address that is safe to follow. */
export const url = label.refine(
  (text) => /^(https?:\/\/|mailto:)[^\s\p{Cc}]+$/iu.test(text),
  "must be an http, https or mailto address",
);

export const listOf = <T extends z.ZodType>(item: T) => z.array(item).max(limits.itemsPerRecord);
