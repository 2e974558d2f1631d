import { AppError } from "../../shared/errors.ts";

/** A map whose opening ended the process so often in a row stays closed for a while, so that the others can be served. */
const maxFatalOpenings = 3;
const closedForMs = 5 * 60_000;

/**
 * Whether a map may be opened that was opened `count` times without an end, the last time at `lastAt`.
 * @throws AppError UNAVAILABLE when too many of these ended the process and a while has not passed.
 */
export function checkOpenings(count: number, lastAt: number, now: number): void {
  const isRecent = now >= lastAt && now - lastAt < closedForMs;
  if (count >= maxFatalOpenings && isRecent)
    throw new AppError("UNAVAILABLE", "This map ended the server three times and is kept closed for some minutes.");
}
