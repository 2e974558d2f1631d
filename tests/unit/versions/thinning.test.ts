import { expect, test } from "vitest";
import { versionsToDrop } from "../../../server/http/versions/thinning.ts";
import { limits } from "../../../shared/limits.ts";

const now = Date.parse("2024-06-30T12:34:00.000Z");
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

type Kind = "named" | "automatic" | "safety" | "restored";

/** One version every so often, the newest first. */
function series(kind: Kind, everyMs: number, count: number) {
  return Array.from({ length: count }, (_, i) => ({
    id: `${kind}-${i}`,
    kind,
    at: new Date(now - i * everyMs).toISOString(),
  }));
}

function kept(versions: ReturnType<typeof series>): number[] {
  const dropped = new Set(versionsToDrop(versions, now));
  return versions.filter(({ id }) => !dropped.has(id)).map(({ at }) => now - Date.parse(at));
}

test("V3 of versions made by themselves all of the last hour stay, then one an hour, a day, a week", () => {
  const ages = kept(series("automatic", 10 * minuteMs, (60 * dayMs) / (10 * minuteMs)));
  const within = (from: number, to: number) => ages.filter((age) => age >= from && age < to);
  expect(within(0, hourMs)).toHaveLength(6);
  expect(within(hourMs, dayMs).length).toBeGreaterThanOrEqual(23);
  expect(within(hourMs, dayMs).length).toBeLessThanOrEqual(24);
  expect(within(dayMs, 30 * dayMs).length).toBeGreaterThanOrEqual(29);
  expect(within(dayMs, 30 * dayMs).length).toBeLessThanOrEqual(30);
  expect(within(30 * dayMs, 60 * dayMs).length).toBeGreaterThanOrEqual(4);
  expect(within(30 * dayMs, 60 * dayMs).length).toBeLessThanOrEqual(6);
});

test("V3 of each span the last stays, and thinning what was thinned takes nothing more", () => {
  const versions = series("automatic", 25 * minuteMs, 400);
  const first = versionsToDrop(versions, now);
  const left = versions.filter(({ id }) => !first.includes(id));
  expect(versionsToDrop(left, now)).toEqual([]);
  const hours = (all: typeof versions) => new Set(all.slice(3, 50).map(({ at }) => at.slice(0, 13)));
  expect(hours(left.filter(({ at }) => now - Date.parse(at) < dayMs)).size).toBeGreaterThan(20);
});

test("V3 named versions all stay, however old; what restores made stays up to its limit", () => {
  expect(versionsToDrop(series("named", dayMs, 500), now)).toEqual([]);
  expect(versionsToDrop(series("safety", minuteMs, limits.restoresPerMap), now)).toEqual([]);
  expect(versionsToDrop(series("restored", minuteMs, limits.restoresPerMap + 2), now)).toEqual([
    `restored-${limits.restoresPerMap}`,
    `restored-${limits.restoresPerMap + 1}`,
  ]);
});
