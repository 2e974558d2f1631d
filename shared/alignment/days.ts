const dayMs = 86_400_000;

/** Days from one `YYYY-MM-DD` to another, in UTC; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / dayMs;
}
