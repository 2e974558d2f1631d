const dayMs = 86_400_000;

/** The number of a day `YYYY-MM-DD`, counted in UTC. */
export function dayNumber(day: string): number {
  return Date.parse(day) / dayMs;
}
