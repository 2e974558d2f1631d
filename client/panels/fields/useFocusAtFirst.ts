import { type RefObject, useEffect, useRef } from "react";

/** Focuses an element when it appears, where `wanted` says so. */
export function useFocusAtFirst<T extends HTMLElement>(wanted = false): RefObject<T | null> {
  const ref = useRef<T>(null);
  const first = useRef(wanted);
  useEffect(() => {
    if (first.current) ref.current?.focus();
    first.current = false;
  }, []);
  return ref;
}
