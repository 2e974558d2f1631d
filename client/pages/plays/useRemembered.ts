import { useCallback, useState } from "react";

const remembered = new Map<string, unknown>();

/**
 * State that outlives its component in this tab: the page is built anew when the network goes or comes back, and what
 * somebody was just typing must not go with it. @param key names the run and the field.
 */
export function useRemembered<T>(key: string, initial: T): [value: T, set: (value: T) => void] {
  const [value, setValue] = useState(() => (remembered.has(key) ? (remembered.get(key) as T) : initial));
  const set = useCallback(
    (next: T) => {
      remembered.set(key, next);
      setValue(next);
    },
    [key],
  );
  return [value, set];
}
