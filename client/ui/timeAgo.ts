const steps: [limitMs: number, unitMs: number, unit: Intl.RelativeTimeFormatUnit][] = [
  [3_600_000, 60_000, "minute"],
  [86_400_000, 3_600_000, "hour"],
  [30 * 86_400_000, 86_400_000, "day"],
  [365 * 86_400_000, 30 * 86_400_000, "month"],
  [Infinity, 365 * 86_400_000, "year"],
];

const format = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** How long ago a time was, in words: "just now", "5 minutes ago", "yesterday". @param iso ISO 8601. */
export function timeAgo(iso: string, now = Date.now()): string {
  const passedMs = now - Date.parse(iso);
  if (Number.isNaN(passedMs)) return "";
  if (passedMs < 60_000) return "just now";
  const [, unitMs, unit] = steps.find(([limitMs]) => passedMs < limitMs) ?? [0, 86_400_000, "day" as const];
  return format.format(-Math.floor(passedMs / unitMs), unit);
}
