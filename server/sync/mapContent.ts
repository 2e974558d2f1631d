import * as Y from "yjs";
import { limits } from "../../shared/limits.ts";

/**
 * What is wrong with the content of a struct, as the end of a sentence; `undefined` for what a map may hold. The texts of
 * a map are plain and it has no documents inside: Yjs clears up after formatting in the square of its length, 20,000
 * embedded things for 4 s. Values nested deeper than the limit can be read and then not be written again.
 */
export function contentProblem(content: Y.Item["content"]): string | undefined {
  switch (content.constructor) {
    case Y.ContentAny:
      return (content as Y.ContentAny).arr.some((value) => isDeeper(value, limits.jsonDepth))
        ? `has a value nested deeper than ${limits.jsonDepth} levels`
        : undefined;
    case Y.ContentFormat:
    case Y.ContentEmbed:
    case Y.ContentDoc:
    case Y.ContentJSON:
      return "has content that no map holds";
    default:
      return undefined;
  }
}

/** Whether a value read from bytes has more than so many levels; it has no circles. */
function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}
