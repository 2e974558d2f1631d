/** What happened that an operator should know; `details` hold ids and counts, never content. */
export type Report = (
  level: "debug" | "info" | "warn" | "error",
  event: string,
  details: Record<string, unknown>,
) => void;
