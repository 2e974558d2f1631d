interface FreshnessMarkProps {
  kind: "never" | "stale" | "fresh";
}

/** How lately a play was rehearsed, as a shape: empty, half, full. Decorative: the words stand beside it. */
export function FreshnessMark({ kind }: FreshnessMarkProps) {
  const color =
    kind === "fresh" ? "var(--status-kept)" : kind === "stale" ? "var(--status-at-risk)" : "var(--status-broken)";
  return (
    <svg width={14} height={14} viewBox="0 0 14 14" aria-hidden="true" style={{ flex: "none" }}>
      <circle
        cx={7}
        cy={7}
        r={5.25}
        fill={kind === "fresh" ? color : "none"}
        stroke={color}
        strokeWidth={1.5}
        strokeDasharray={kind === "never" ? "2.2 2" : undefined}
      />
      {kind === "stale" && <path d="M7 1.75a5.25 5.25 0 0 0 0 10.5z" fill={color} />}
    </svg>
  );
}
