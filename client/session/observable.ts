/** A value that components may watch: the shape React's `useSyncExternalStore` reads. */
export interface Observable<T> {
  /** The same object until something changed. */
  read: () => T;
  /** @returns a function that ends the subscription. */
  subscribe: (listener: () => void) => () => void;
}

/** An {@link Observable} whose owner sets the value; setting an equal value wakes nobody. */
export interface Observed<T> extends Observable<T> {
  set: (value: T) => void;
}

export function createObserved<T>(initial: T): Observed<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    read: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
