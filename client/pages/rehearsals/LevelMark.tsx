import type { Inject } from "../../../shared/exercise/act.ts";
import { levelWords } from "./words.ts";

const colors = { 1: "var(--status-unmeasured)", 2: "var(--status-at-risk)", 3: "var(--status-broken)" } as const;

/** How hard an inject is, as one to three bars; its word is its name. */
export function LevelMark({ level }: { level: Inject["level"] }) {
  return (
    <svg width={16} height={14} viewBox="0 0 16 14" role="img" aria-label={levelWords[level]} style={{ flex: "none" }}>
      {([1, 2, 3] as const).map((bar) => (
        <rect
          key={bar}
          x={(bar - 1) * 5.5 + 0.5}
          y={14 - bar * 4}
          width={4}
          height={bar * 4}
          rx={1}
          fill={bar <= level ? colors[level] : "var(--kept-line)"}
        />
      ))}
    </svg>
  );
}
