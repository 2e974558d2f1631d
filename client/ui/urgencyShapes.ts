import type { Urgency } from "../state/weakMarks.ts";

/** One shape per priority on a 16 × 16 field, told apart without colour and unlike those of a status; it holds the letter. */
export const urgencyPaths: Readonly<Record<Urgency, string>> = {
  H: "M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1Z",
  M: "M3.5 1.75h9a1.75 1.75 0 0 1 1.75 1.75v9a1.75 1.75 0 0 1-1.75 1.75h-9a1.75 1.75 0 0 1-1.75-1.75v-9A1.75 1.75 0 0 1 3.5 1.75Z",
  L: "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13Z",
  open: "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13Z",
};

/** The letters H, M, L and a question mark as strokes: text inside a card would have to be part of its name. */
export const urgencyLetters: Readonly<Record<Urgency, string>> = {
  H: "M5.8 4.9v6.2M10.2 4.9v6.2M5.8 8h4.4",
  M: "M5.1 11.1V4.9L8 8.9l2.9-4v6.2",
  L: "M6.3 4.9v6.2h3.8",
  open: "M6.1 6.5A1.95 1.95 0 1 1 9 8.1c-.7.4-1 .8-1 1.4M8 11.2v.05",
};

export const letterWidth = 1.7;

/** Names in tokens.css of the colours of fill, edge and letter. */
export const urgencyTokens: Readonly<Record<Urgency, { fill: string; edge: string; letter: string }>> = {
  H: { fill: "--status-broken-text", edge: "--status-broken-text", letter: "--kept-surface" },
  M: { fill: "--status-at-risk-tint", edge: "--status-at-risk", letter: "--status-at-risk-text" },
  L: { fill: "--status-unmeasured-tint", edge: "--status-unmeasured", letter: "--status-unmeasured-text" },
  open: { fill: "--kept-surface", edge: "--kept-line-strong", letter: "--kept-muted" },
};

/** A shield on the same field: a plan B is attached; filled when it is ready. */
export const shieldPath = "M8 1.2 13.6 3.2v4.4c0 3.5-2.3 5.9-5.6 7.2-3.3-1.3-5.6-3.7-5.6-7.2V3.2Z";
