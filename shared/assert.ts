/** A bug in our own code. It ends the request, the connection or the panel that met it, never the process. */
export class Bug extends Error {
  override readonly name = "Bug";
}

/** Narrows `condition` to true. @throws Bug when it is not: the caller's code is wrong, not its input. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Bug(message);
}

/** Returns `value` when it is there. @throws Bug when its absence would be a bug. */
export function must<T>(value: T | null | undefined, message: string): T {
  assert(value !== null && value !== undefined, message);
  return value;
}
