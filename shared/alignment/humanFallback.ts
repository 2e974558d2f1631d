import type { Records } from "../model/records.ts";

/** Whether a customer can reach a person in a stage: yes, no, or the map does not say. */
export interface StageFallback {
  stage: string;
  fallback: "person" | "none" | "unknown";
  /** Touchpoints with a person on hand. */
  touchpoints: readonly string[];
}

/**
 * Every stage with what the map says of a person on hand: a touchpoint marked so, or one in an offline channel that is
 * not marked otherwise. A stage is without only when all its touchpoints are known to be.
 */
export function humanFallback(records: Records): StageFallback[] {
  const known = new Map<string, { id: string; person: boolean | undefined }[]>();
  for (const { id, stage, humanFallback: marked, channel } of records.all("touchpoint")) {
    const online = channel === undefined ? undefined : records.read("channel", channel)?.online;
    const person = marked ?? (online === undefined ? undefined : !online);
    const list = known.get(stage);
    if (list === undefined) known.set(stage, [{ id, person }]);
    else list.push({ id, person });
  }
  return records.all("stage").map(({ id: stage }) => {
    const list = known.get(stage) ?? [];
    const touchpoints = list.filter(({ person }) => person === true).map(({ id }) => id);
    const none = list.length > 0 && list.every(({ person }) => person === false);
    return { stage, fallback: touchpoints.length > 0 ? "person" : none ? "none" : "unknown", touchpoints };
  });
}
