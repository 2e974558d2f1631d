import type { Play } from "../../shared/model/kinds.ts";
import { itemKey, itemKeysOfMap, readItem, writeItem } from "./keptItems.ts";

/** The plays of a map as somebody last saw them: what a phone needs to go on without the network. */
export interface PlayCopy {
  user: { id: string; name: string };
  map: string;
  /** The map's title. */
  title: string;
  plays: readonly Play[];
  /** Names of the channels that steps name. */
  channels: Readonly<Record<string, string>>;
  /** Titles of the touchpoints that a play is for. */
  places: Readonly<Record<string, readonly string[]>>;
}

/** Keeps the copy in this browser. False when it does not fit. */
export function writePlayCopy(copy: PlayCopy): boolean {
  return writeItem(itemKey("plays", copy.user.id, copy.map), { ...copy, seenAt: new Date().toISOString() });
}

/**
 * The copy of a map that `user`, or whoever it was, saw last in this browser. Without the network nobody can say who is
 * here; whoever signs out takes their copies along.
 */
export function readPlayCopy(map: string, user?: string): PlayCopy | undefined {
  return itemKeysOfMap("plays", map)
    .map(readItem)
    .filter(isCopy)
    .filter((copy) => user === undefined || copy.user.id === user)
    .sort((a, b) => (a.seenAt < b.seenAt ? 1 : -1))[0];
}

function isCopy(value: unknown): value is PlayCopy & { seenAt: string } {
  if (typeof value !== "object" || value === null) return false;
  const { user, plays, channels, places, seenAt } = value as Partial<PlayCopy> & { seenAt?: unknown };
  return (
    typeof user?.id === "string" &&
    Array.isArray(plays) &&
    typeof channels === "object" &&
    typeof places === "object" &&
    typeof seenAt === "string"
  );
}
