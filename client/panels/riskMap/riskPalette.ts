import type { MatrixColour } from "../../../shared/risk/matrix.ts";

/** The colours of the picture, as values that an SVG attribute takes. */
export interface RiskPalette {
  surface: string;
  text: string;
  muted: string;
  line: string;
  zones: Readonly<Record<MatrixColour, { fill: string; text: string }>>;
}

/** On screen: the tokens of the scheme that is on. */
export const screenPalette: RiskPalette = {
  surface: "var(--kept-surface)",
  text: "var(--kept-text)",
  muted: "var(--kept-muted)",
  line: "var(--kept-surface)",
  zones: {
    green: { fill: "var(--risk-accept)", text: "var(--risk-accept-text)" },
    yellow: { fill: "var(--risk-watch)", text: "var(--risk-watch-text)" },
    red: { fill: "var(--risk-act)", text: "var(--risk-act-text)" },
  },
};

/** In a file, which knows no tokens: those of the light scheme. */
export const filePalette: RiskPalette = {
  surface: "#ffffff",
  text: "#1b1f27",
  muted: "#5c6573",
  line: "#ffffff",
  zones: {
    green: { fill: "#e8f5f0", text: "#00573d" },
    yellow: { fill: "#f1d284", text: "#5f3c00" },
    red: { fill: "#e69c76", text: "#5a1c00" },
  },
};
