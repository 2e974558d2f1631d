import { type Kind, linksOf } from "./kinds.ts";

type Exists = (kind: Kind, id: string) => boolean;
type Fields = Record<string, unknown>;

/**
 * The fields of a record that must change so that it points to nothing that is gone; `undefined` as a value removes
 * the field. Empty when every soft reference holds.
 */
export function repairLinks(kind: Kind, record: Fields, exists: Exists): Fields {
  const changed: Fields = {};
  for (const [field, target] of linksOf(kind)) {
    const value = record[field];
    if (typeof value === "string" && !exists(target, value)) changed[field] = undefined;
    if (!Array.isArray(value)) continue;
    const kept = value.filter((id) => exists(target, id as string));
    if (kept.length < value.length) changed[field] = kept;
  }
  if (kind === "scenario") repairOverlay(record, exists, changed);
  if (kind === "play") repairSteps(record, exists, changed);
  return changed;
}

function repairOverlay(scenario: Fields, exists: Exists, changed: Fields): void {
  const overlay = (scenario.touchpoints ?? {}) as Fields;
  const kept = Object.entries(overlay).filter(([id]) => exists("touchpoint", id));
  if (kept.length < Object.keys(overlay).length) changed.touchpoints = Object.fromEntries(kept);
}

function repairSteps(play: Fields, exists: Exists, changed: Fields): void {
  const steps = (play.steps ?? []) as Fields[];
  const isGone = (step: Fields) => typeof step.channel === "string" && !exists("channel", step.channel);
  if (!steps.some(isGone)) return;
  changed.steps = steps.map((step) => {
    if (!isGone(step)) return step;
    const { channel: _gone, ...rest } = step;
    return rest;
  });
}
