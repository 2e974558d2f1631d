import { useCallback, useState } from "react";

const remembered = new Map<string, unknown>();

/**
 * State that outlives its component in this tab: the page is built anew when the network goes or comes back or a
 * rehearsal goes on, and what somebody was just typing must not go with it. @param key names the run and the field.
 */
export function useRemembered<T>(key: string, initial: T): [value: T, set: (value: T) => void] {
  const [value, setValue] = useState(() => readRemembered(key, initial));
  const set = useCallback(
    (next: T) => {
      remembered.set(key, next);
      setValue(next);
    },
    [key],
  );
  return [value, set];
}

/** What is remembered now, for what answers later than it was asked. */
export function readRemembered<T>(key: string, initial: T): T {
  return remembered.has(key) ? (remembered.get(key) as T) : initial;
}

/** Forgets every field whose key begins so. */
export function forgetRemembered(start: string): void {
  for (const key of remembered.keys()) if (key.startsWith(start)) remembered.delete(key);
}
