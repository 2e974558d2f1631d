import type { MapFields } from "../model/journey.ts";
import { type FullSettings, fullSettings } from "../model/settings.ts";
import { dayNumber } from "./days.ts";

/** The judgements and the day by which a map is read. */
export interface Basis {
  settings: FullSettings;
  /** `YYYY-MM-DD`: the map's own day, else today. */
  asOf: string;
  /** The same as a number. */
  day: number;
}

export function basisOf(map: MapFields, today: string): Basis {
  const asOf = map.asOf ?? today;
  return { settings: fullSettings(map.settings), asOf, day: dayNumber(asOf) };
}
