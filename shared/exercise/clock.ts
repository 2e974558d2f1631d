/** What an exercise's time is computed from; the server's times, in milliseconds since 1970. */
export interface ExerciseClock {
  startedAt?: number;
  /** How long it ran before the last pause. */
  ranMs: number;
  /** Since when it runs; absent while it stands. */
  runningSince?: number;
  endedAt?: number;
}

/** The time of the exercise at `now`, by the server's clock: what everybody sees, whenever they joined. */
export function elapsedMs({ ranMs, runningSince }: ExerciseClock, now: number): number {
  return runningSince === undefined ? ranMs : ranMs + Math.max(0, now - runningSince);
}

/** The clock, set going at `now`. */
export function startedClock(clock: ExerciseClock, now: number): ExerciseClock {
  return { ...clock, startedAt: clock.startedAt ?? now, runningSince: now };
}

/** The clock, standing from `now` on. */
export function stoppedClock(clock: ExerciseClock, ranMs: number): ExerciseClock {
  const { runningSince: _, ...standing } = clock;
  return { ...standing, ranMs };
}

/** `4:05`, `1:04:05`: a time of the exercise. */
export function clockText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const rest = `${hours > 0 ? two(Math.floor(seconds / 60) % 60) : Math.floor(seconds / 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}
