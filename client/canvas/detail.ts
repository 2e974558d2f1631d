/** How much of a card is shown: all of it, its status and title, or its status alone. */
export type Detail = "full" | "title" | "block";

/** How much of a card can be read at a zoom. */
export function detailAt(zoom: number): Detail {
  if (zoom >= 0.7) return "full";
  return zoom >= 0.28 ? "title" : "block";
}
