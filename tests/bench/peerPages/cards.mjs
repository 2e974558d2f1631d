/** How many cards the address asks for. */
export function countOfCards() {
  return Number(new URLSearchParams(location.search).get("cards") ?? 0);
}

/** Where the i-th card stands: the same grid on every page that is compared. */
export function placed(i) {
  return { x: (i % 48) * 240, y: Math.floor(i / 48) * 104 };
}

/** An element over the whole window to draw in. */
export function mountPage() {
  const root = document.createElement("div");
  root.style.cssText = "position: fixed; inset: 0";
  document.body.append(root);
  return root;
}
