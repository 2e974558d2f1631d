import { type CopyName, databaseName } from "./localCopy.ts";

/**
 * How many edits each tab has made that are not known to be saved, kept across tabs and restarts beside the local
 * copy that holds the edits themselves. In localStorage because it must be written before a tab is gone.
 */
export interface UnsentCount {
  /** Edits that earlier tabs left in this copy. */
  readonly carried: number;
  set: (pending: number) => void;
}

const prefix = "kept:unsent:";

/** @param tab distinguishes the tabs that share the copy. */
export function openUnsentCount(name: CopyName, tab: number): UnsentCount {
  const own = `${prefix}${databaseName(name)}:${tab}`;
  const earlier = keysOf(name);
  const carried = sum(earlier);
  return {
    carried,
    set(pending) {
      // From the first write on, this tab answers for what earlier ones left: its document holds their edits.
      for (const key of earlier.splice(0)) attempt(() => localStorage.removeItem(key));
      attempt(() => (pending > 0 ? localStorage.setItem(own, String(pending)) : localStorage.removeItem(own)));
    },
  };
}

/** Edits in a copy that are not known to be saved. */
export function readUnsentCount(name: CopyName): number {
  return sum(keysOf(name));
}

export function forgetUnsentCount(name: CopyName): void {
  for (const key of keysOf(name)) attempt(() => localStorage.removeItem(key));
}

function keysOf(name: CopyName): string[] {
  const start = `${prefix}${databaseName(name)}:`;
  return attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(start))) ?? [];
}

function sum(keys: string[]): number {
  return keys.reduce((total, key) => total + (Number(attempt(() => localStorage.getItem(key))) || 0), 0);
}

/** Storage may be full or forbidden; the count is then only in memory. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
