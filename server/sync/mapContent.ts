import * as Y from "yjs";
import { limits } from "../../shared/limits.ts";

/**
 * Yjs' numbers of the contents that no map holds. The texts of a map are plain and it has no documents inside: Yjs clears
 * up after formatting in the square of its length, 20,000 embedded things for 4 s, and embedded JSON that was nested deep
 * can be read and not be written again.
 */
const foreign: ReadonlySet<number> = new Set([2 /* JSON */, 5 /* Embed */, 6 /* Format */, 9 /* Doc */]);
/** Yjs' numbers of the shared types that no map holds: those of XML. */
const foreignTypes: ReadonlySet<number> = new Set([
  3 /* XmlElement */, 4 /* XmlFragment */, 5 /* XmlHook */, 6 /* XmlText */,
]);
/** The bits of a struct's first byte that say what its content is. */
const contentBits = 0b11111;

/** Whether a struct that begins with this byte has content that no map holds. */
export function isForeignContent(info: number): boolean {
  return foreign.has(info & contentBits);
}

/** Whether a shared type of this number is one that no map holds. */
export function isForeignType(typeRef: number): boolean {
  return foreignTypes.has(typeRef);
}

/** Whether a value in this content is nested deeper than JSON may be. */
export function isTooDeep(content: Y.Item["content"]): boolean {
  return content instanceof Y.ContentAny && content.arr.some((value) => isDeeper(value, limits.jsonDepth));
}

/** Whether a value read from bytes has more than so many levels; it has no circles. */
function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}
