import { shieldPath } from "./urgencyShapes.ts";
import { playWords } from "./urgencyWords.ts";

interface ShieldMarkProps {
  isReady: boolean;
  size?: number;
  /** Says the words to a screen reader; leave out where they stand beside the mark. */
  labelled?: boolean;
}

/** A plan B: a shield, filled when it is ready. */
export function ShieldMark({ isReady, size = 16, labelled = false }: ShieldMarkProps) {
  const color = isReady ? "var(--status-kept)" : "var(--kept-muted)";
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      role={labelled ? "img" : undefined}
      aria-label={labelled ? playWords[isReady ? "ready" : "attached"] : undefined}
      aria-hidden={labelled ? undefined : true}
      focusable="false"
      style={{ flex: "none" }}
    >
      <path
        d={shieldPath}
        fill={isReady ? color : "var(--kept-surface)"}
        stroke={color}
        strokeWidth={1.5}
        strokeLinejoin="round"
      />
    </svg>
  );
}
