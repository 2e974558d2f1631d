const reduced = window.matchMedia("(prefers-reduced-motion: reduce)");

/** How long things take to move, in ms; 0 for those who ask for less motion. */
export function moveMs(): number {
  return reduced.matches ? 0 : 160;
}
