import { exportJourney } from "../../shared/model/exportJourney.ts";
import type { Records } from "../../shared/model/records.ts";
import { downloadJson } from "./download.ts";

/** Hands the map as it is here, saved or not, to the browser's downloads as a journey file. */
export function downloadJourney(records: Records): void {
  downloadJson(exportJourney(records), records.map.title);
}
