/**
 * Small things kept in this browser's localStorage, each under a key of its own: `kept:<what>:<user>/<map>/…`, so that
 * two accounts and two maps cannot meet. Storage may be full or forbidden; nothing here throws.
 */
export type ItemKind = "plays" | "run";

/** @param names user, map and what else tells the item apart. */
export function itemKey(kind: ItemKind, ...names: string[]): string {
  return `kept:${kind}:${names.map(encodeURIComponent).join("/")}`;
}

/** Keys of a user's items, of one map or of all. */
export function itemKeys(kind: ItemKind, user: string, map?: string): string[] {
  const start = map === undefined ? itemKey(kind, user) : itemKey(kind, user, map);
  return allKeys().filter((key) => key === start || key.startsWith(`${start}/`));
}

/** Keys of every user's items of a map that are one a map. */
export function itemKeysOfMap(kind: ItemKind, map: string): string[] {
  return allKeys().filter((key) => key.startsWith(`kept:${kind}:`) && key.endsWith(`/${encodeURIComponent(map)}`));
}

/** What is kept there; undefined when nothing is, or nothing that can be read. */
export function readItem(key: string): unknown {
  try {
    const text = localStorage.getItem(key);
    return text === null ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}

/** False when this browser does not keep it. */
export function writeItem(key: string, value: unknown): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

export function removeItem(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}

function allKeys(): string[] {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
}
