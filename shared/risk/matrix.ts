/** Upper edges of the likelihood bins, as probability per passage; the last bin has none. */
export const likelihoodEdges = [0.01, 0.05, 0.2, 0.5] as const;

export type MatrixColour = "green" | "yellow" | "red";

/** Likelihood bin 1–5 of a probability per passage: below 1 %, 1–5, 5–20, 20–50, above 50 %. */
export function likelihoodBin(probability: number): number {
  const bin = likelihoodEdges.findIndex((edge) => probability < edge);
  return bin < 0 ? (probability > 0.5 ? 5 : 4) : bin + 1;
}

/** Impact bin 1–5 of a severity 1–10: ⌈S/2⌉, the scale of the recovery verdict. */
export function impactBin(severity: number): number {
  return Math.ceil(severity / 2);
}

/**
 * Colour of a cell, for the picture only: ranking never multiplies ordinals. Follows the rules of Cox (2008): no red
 * beside green, left column and bottom row green.
 */
export function matrixColour(likelihood: number, impact: number): MatrixColour {
  if (likelihood === 1 || impact === 1 || (likelihood === 2 && impact === 2)) return "green";
  return likelihood * impact >= 15 ? "red" : "yellow";
}
