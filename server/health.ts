/** Whether this process should be given work. */
export interface Health {
  /** Why it should not, or `undefined` when it should. */
  whyNotReady(): Promise<string | undefined>;
  /** From now on it should not: it is stopping. */
  drain(): void;
}

export interface HealthSources {
  /** Whether changes reach the disk. */
  isSaving: () => boolean;
  /** Rejects when the database does not answer. */
  askDatabase: () => Promise<unknown>;
}

export function openHealth({ isSaving, askDatabase }: HealthSources): Health {
  let isDraining = false;
  return {
    async whyNotReady() {
      if (isDraining) return "The studio is stopping.";
      if (!isSaving()) return "Changes cannot be saved at the moment.";
      try {
        await askDatabase();
        return undefined;
      } catch {
        return "The database does not answer.";
      }
    },
    drain() {
      isDraining = true;
    },
  };
}
