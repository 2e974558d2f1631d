import type { Random } from "../world/random.ts";
import type { Writer } from "./writer.ts";

/** Everybody writes at random moments, at most `pauseMs` apart, until `fault` is over. */
export async function workDuring(
  people: readonly Pick<Writer, "write">[],
  random: Random,
  pauseMs: number,
  fault: () => Promise<unknown>,
): Promise<void> {
  const work = { isOver: false };
  const ending = fault().finally(() => (work.isOver = true));
  // It is awaited below; until then its failure is nobody's.
  ending.catch(() => {});
  while (!work.isOver) {
    for (const person of people) if (random.chance(0.7)) person.write();
    await pause(random.below(pauseMs));
  }
  await ending;
}

/** Pace of the load: nobody waits for anything here. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
