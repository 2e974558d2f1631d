import { useCallback } from "react";
import type { CommandName } from "../../shared/commands/registry.ts";
import { AppError } from "../../shared/errors.ts";
import { showError } from "./notices.ts";
import { useMap } from "./useMap.ts";

export type Run = (name: CommandName, args: object) => unknown;

/** Runs commands for a gesture: a refusal is shown in words and gives `undefined`. A bug is thrown on. */
export function useRun(): Run {
  const map = useMap();
  return useCallback<Run>(
    (name, args) => {
      try {
        return map.run(name, args);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        const details = error.problems.map(({ path, message }) => `${path} ${message}`).join("; ");
        showError(error.message, details);
        return undefined;
      }
    },
    [map],
  );
}
