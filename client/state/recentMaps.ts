const key = "kept:recent";
const kept = 12;

/** Ids of the maps opened in this browser, the last one first. Empty where storage is forbidden. */
export function readRecentMaps(): string[] {
  try {
    const ids: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(ids) ? ids.filter((id): id is string => typeof id === "string") : [];
  } catch {
    return [];
  }
}

export function noteRecentMap(id: string): void {
  try {
    const ids = [id, ...readRecentMaps().filter((other) => other !== id)];
    localStorage.setItem(key, JSON.stringify(ids.slice(0, kept)));
  } catch {
    // A convenience; without storage there is none.
  }
}

export function forgetRecentMaps(): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}
