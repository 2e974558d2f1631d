import { fullSettings } from "../../../shared/model/settings.ts";
import { useMap, useMapFields } from "../../state/useMap.ts";
import { dayOf } from "../today.ts";

/** The day and the half-life by which this map judges rehearsals. */
export function useJudging(): { today: string; halfLifeDays: number } {
  const { mirror } = useMap();
  const { settings } = useMapFields();
  return { today: dayOf(mirror), halfLifeDays: fullSettings(settings).rehearsalHalfLifeDays };
}
