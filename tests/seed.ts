import fc from "fast-check";

/**
 * The seed of this run: fresh each time, or the one in `KEPT_SEED` to repeat a run that failed. `npm test` chooses one
 * for all its parts and prints it. Every random choice of a test comes from it.
 */
export const runSeed: number = Number(process.env.KEPT_SEED ?? Math.floor(Math.random() * 0x7fffffff));

fc.configureGlobal({ seed: runSeed });
