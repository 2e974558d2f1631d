import type { Urgency } from "../state/weakMarks.ts";
import { letterWidth, urgencyLetters, urgencyPaths, urgencyTokens } from "./urgencyShapes.ts";
import { urgencyWords } from "./urgencyWords.ts";

interface UrgencyMarkProps {
  urgency: Urgency;
  /** Edge in pixels; 16 unless told. */
  size?: number;
  /** Says the word to a screen reader; leave out where the word stands beside the mark. */
  labelled?: boolean;
}

/** A weak spot's priority as its letter in its shape. */
export function UrgencyMark({ urgency, size = 16, labelled = false }: UrgencyMarkProps) {
  const { fill, edge, letter } = urgencyTokens[urgency];
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      role={labelled ? "img" : undefined}
      aria-label={labelled ? urgencyWords[urgency] : undefined}
      aria-hidden={labelled ? undefined : true}
      data-urgency={urgency}
      focusable="false"
      style={{ flex: "none" }}
    >
      <path
        d={urgencyPaths[urgency]}
        fill={`var(${fill})`}
        stroke={`var(${edge})`}
        strokeWidth={1.5}
        strokeDasharray={urgency === "open" ? "2.2 1.8" : undefined}
      />
      <path
        d={urgencyLetters[urgency]}
        fill="none"
        stroke={`var(${letter})`}
        strokeWidth={letterWidth}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
