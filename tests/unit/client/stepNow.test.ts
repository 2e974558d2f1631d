import { expect, test } from "vitest";
import { stepNow } from "../../../client/pages/plays/runContext.ts";
import type { Play } from "../../../shared/model/kinds.ts";
import { startRun } from "../../../shared/recovery/playRun.ts";

const planOf = (...texts: string[]) =>
  ({
    id: "p",
    title: "P",
    steps: texts.map((text) => ({ phase: "acknowledge", text, script: `Say: ${text}` })),
  }) as unknown as Play;

test("FL3 what to say comes from the plan as it is now, and from no other step that took its place", () => {
  const long = "x".repeat(400);
  const now = "2024-06-03T08:00:00.000Z";
  const run = startRun(planOf("Sorry", long), { id: "r", detectedAt: now, now, today: "2024-06-03" });
  expect(stepNow(planOf("Sorry", long), run, 0)?.script).toBe("Say: Sorry");
  expect(stepNow(planOf("Sorry", long), run, 1)?.script).toBe(`Say: ${long}`);
  expect(stepNow(planOf("Thank you", "Sorry"), run, 0)).toBeUndefined();
  expect(stepNow(planOf(), run, 0)).toBeUndefined();
  expect(stepNow(undefined, run, 0)).toBeUndefined();
});
