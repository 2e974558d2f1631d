import type { Detail } from "./paintScene.ts";

/** How much of a card can be read at a zoom. */
export function detailAt(zoom: number): Detail {
  if (zoom >= 0.6) return "full";
  return zoom >= 0.28 ? "title" : "block";
}
