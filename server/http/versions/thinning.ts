import { limits } from "../../../shared/limits.ts";
import type { Version } from "../../store/versions.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** How long a version of some age lasts beside others: each hour's last for a day, each day's for a month, each week's after. */
const spans = [
  { youngerThanMs: hourMs, spanMs: 0 },
  { youngerThanMs: dayMs, spanMs: hourMs },
  { youngerThanMs: 30 * dayMs, spanMs: dayMs },
  { youngerThanMs: Infinity, spanMs: 7 * dayMs },
] as const;

type Aged = Pick<Version, "id" | "kind" | "at">;

/**
 * The versions that go, of a map's, newest first. Named ones are kept, and what restores made up to their limit; of those
 * that the studio made by itself the last of each hour, day or week.
 * @param now milliseconds since 1970.
 */
export function versionsToDrop(versions: readonly Aged[], now: number): string[] {
  const automatic = versions.filter(({ kind }) => kind === "automatic");
  const restores = versions.filter(({ kind }) => kind === "safety" || kind === "restored");
  const seen = new Set<string>();
  const kept = automatic.filter((version) => {
    const span = spanOf(version, now);
    if (span === undefined) return true;
    const isFirst = !seen.has(span);
    seen.add(span);
    return isFirst;
  });
  const stays = new Set([
    ...kept.slice(0, limits.automaticVersionsPerMap),
    ...restores.slice(0, limits.restoresPerMap),
  ]);
  return [...automatic, ...restores].filter((version) => !stays.has(version)).map(({ id }) => id);
}

/** Of versions in the same span one stays; undefined for one so young that all stay. */
function spanOf({ at }: Aged, now: number): string | undefined {
  const time = Date.parse(at);
  const { spanMs } = spans.find(({ youngerThanMs }) => now - time < youngerThanMs) ?? spans[0];
  return spanMs === 0 ? undefined : `${spanMs} ${Math.floor(time / spanMs)}`;
}
