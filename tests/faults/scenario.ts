import { type Bed, type BedOptions, openBed } from "./bed.ts";
import type { Verdict } from "./oplog.ts";
import type { BundledSubject } from "./subjects.ts";

/** What a round saw, by name: counts and times that belong beside "lost: 0". Figures of several rounds are added up. */
export type Seen = Record<string, number>;

/** One fault, done to a server under load. */
export interface Scenario {
  /** What it is called on the command line. */
  name: string;
  /** The fault, in a few words. */
  fault: string;
  subject: "studio" | "rooms";
  /** Why it cannot be tried on this machine, with the remedy; `undefined` when it can. */
  obstacle?: () => string | undefined;
  /** Prepares what is outside of the server, and gives the bed its options and the end of it. */
  prepare?: () => Promise<{ bed?: Partial<BedOptions>; end(): Promise<void> }>;
  /** One round: work under load with the fault in it. What was acknowledged is checked after each. */
  round(bed: Bed): Promise<Seen>;
}

/** What came of several rounds of a scenario. */
export interface Outcome {
  rounds: number;
  written: number;
  acknowledged: number;
  /** Acknowledged at the end of some round and not in the reading that followed. */
  lost: string[];
  doubled: string[];
  strange: string[];
  disordered: string[];
  /** In the end, when nothing is broken any more. */
  missing: string[];
  unequal: string[];
  refusals: number;
  longestWaitMs: number;
  seen: Seen;
}

export interface RunOptions {
  subject: BundledSubject;
  rounds: number;
  seed: number;
  /** Further variables of the server. */
  env?: Record<string, string>;
  onRound?: (round: number) => void;
}

/** Runs rounds of a scenario on one server; everything random comes from the seed. */
export async function runScenario(scenario: Scenario, options: RunOptions): Promise<Outcome> {
  const { subject, seed } = options;
  const prepared = await scenario.prepare?.();
  try {
    const bed = await openBed({ subject, seed, ...prepared?.bed, env: { ...options.env, ...prepared?.bed?.env } });
    return await runRounds(bed, (on) => scenario.round(on), options);
  } finally {
    await prepared?.end();
  }
}

/** What rounds are run on: one server or several, with people who work on a map and an oplog of it. */
export type Field = Pick<Bed, "round" | "oplog" | "refusals" | "check" | "finish" | "close">;

/** Runs rounds and checks after each what was acknowledged, and in the end that everything is everywhere. Closes the field. */
export async function runRounds<F extends Field>(
  field: F,
  round: (field: F) => Promise<Seen>,
  { rounds, onRound }: Pick<RunOptions, "rounds" | "onRound">,
): Promise<Outcome> {
  const seen: Seen = {};
  const verdicts: Verdict[] = [];
  try {
    for (let number = 1; number <= rounds; number++) {
      field.round = number - 1;
      const figures = await round(field);
      for (const [name, figure] of Object.entries(figures)) seen[name] = (seen[name] ?? 0) + figure;
      verdicts.push(await field.check());
      onRound?.(number);
    }
    const last = await field.finish();
    verdicts.push(last);
    const all = (list: "lost" | "doubled" | "strange" | "disordered") => [...new Set(verdicts.flatMap((v) => v[list]))];
    return {
      rounds,
      written: last.written,
      acknowledged: last.acknowledged,
      lost: all("lost"),
      doubled: all("doubled"),
      strange: all("strange"),
      disordered: all("disordered"),
      missing: last.missing,
      unequal: last.unequal,
      refusals: field.refusals,
      longestWaitMs: field.oplog.longestWaitMs,
      seen,
    };
  } finally {
    await field.close();
  }
}
