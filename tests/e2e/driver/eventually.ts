import { expect } from "vitest";

/** Repeats a check until it holds: for what the page or the server shows a moment later. */
export function eventually(check: () => Promise<void> | void, timeoutMs = 15_000): Promise<void> {
  return expect
    .poll(
      async () => {
        try {
          await check();
          return "holds";
        } catch (error) {
          return error instanceof Error ? error.message : String(error);
        }
      },
      { timeout: timeoutMs, interval: 50 },
    )
    .toBe("holds");
}
