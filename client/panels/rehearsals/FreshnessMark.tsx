import type { RehearsalState } from "../../../shared/recovery/playFacts.ts";

interface FreshnessMarkProps {
  state: RehearsalState["state"];
}

/** How lately a play was rehearsed, as a shape: empty, half, full. Decorative: the words stand beside it. */
export function FreshnessMark({ state }: FreshnessMarkProps) {
  const color =
    state === "fresh" ? "var(--status-kept)" : state === "stale" ? "var(--status-at-risk)" : "var(--status-broken)";
  return (
    <svg width={14} height={14} viewBox="0 0 14 14" aria-hidden="true" style={{ flex: "none" }}>
      <circle
        cx={7}
        cy={7}
        r={5.25}
        fill={state === "fresh" ? color : "none"}
        stroke={color}
        strokeWidth={1.5}
        strokeDasharray={state === "never" ? "2.2 2" : undefined}
      />
      {state === "stale" && <path d="M7 1.75a5.25 5.25 0 0 0 0 10.5z" fill={color} />}
    </svg>
  );
}
