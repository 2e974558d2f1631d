import type { Metrics } from "./metrics.ts";

/** Something outside of this process that the studio asks for its work. */
export interface Part {
  name: PartName;
  /** Resolves when it answers. */
  ask: () => Promise<unknown>;
  /** Whether the studio can take no work without it. */
  isNeeded: boolean;
}

export type PartName = "database" | "bus";

/** Whether this process should be given work. */
export interface Health {
  /** Watches a part from now on. */
  watch(part: Part): void;
  /** Why it should not, or `undefined` when it should. */
  whyNotReady(): Promise<string | undefined>;
  /** From now on it should not: it is stopping. */
  drain(): void;
  readonly isDraining: boolean;
}

/** Who has not answered by then does not answer: whoever asks for readiness waits no longer either. */
const answerWithinMs = 2_000;

const partTitles: Record<PartName, string> = { database: "The database", bus: "The bus" };

/**
 * Opens what `/readyz` says, and notes for the figures which parts answer.
 * @param isSaving whether changes reach the disk.
 */
export function openHealth(isSaving: () => boolean, metrics: Metrics): Health {
  const parts = new Map<PartName, Part>();
  let isDraining = false;

  const health: Health = {
    watch(part) {
      parts.set(part.name, part);
    },

    async whyNotReady() {
      if (isDraining) return "The studio is stopping.";
      if (!isSaving()) return "Changes cannot be saved at the moment.";
      for (const part of parts.values())
        if (part.isNeeded && !(await answers(part))) return `${partTitles[part.name]} does not answer.`;
      return undefined;
    },

    drain() {
      isDraining = true;
    },

    get isDraining() {
      return isDraining;
    },
  };

  metrics.gauges(
    { name: "kept_part_up", help: "1 while a part that the studio works with answers" },
    "part",
    async () => {
      const asked = [...parts.values()].map(async (part) => [part.name, (await answers(part)) ? 1 : 0] as const);
      return new Map(await Promise.all(asked));
    },
  );
  metrics.gauge({ name: "kept_ready", help: "1 while the studio can take work" }, async () =>
    (await health.whyNotReady()) === undefined ? 1 : 0,
  );
  return health;
}

async function answers({ ask }: Part): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), answerWithinMs);
  });
  try {
    return await Promise.race([ask().then(() => true), deadline]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
