import type { VersionItem } from "../../../shared/api/versions.ts";
import { versionRequests } from "../../api/versions.ts";
import { showNotice } from "../../state/notices.ts";
import { goTo, mapPath } from "../../state/place.ts";
import { momentWords } from "../../state/changeWords.ts";

/** Says to everybody but who did it that the map was restored: by whom, and to what. */
export async function sayWhoRestored(map: string, me: string): Promise<void> {
  const newest = (await versionRequests.list(map)).find(
    (version) => version.kind === "restored" || isOfBackup(version),
  );
  if (newest === undefined || newest.by?.id === me) return;
  const seeHistory = { label: "See the history", run: () => goTo(mapPath(map, "history")) };
  if (isOfBackup(newest)) {
    showNotice("The studio was restored from a backup, and this map went back to how it was then.", seeHistory);
    return;
  }
  const to = newest.name === null ? `how it was on ${momentWords(newest.of ?? newest.at)}` : `“${newest.name}”`;
  showNotice(
    `${newest.by?.name ?? "Somebody"} restored this map to ${to}. What was there before is in its history.`,
    seeHistory,
  );
}

/** Nobody who works on the map restores a backup. */
function isOfBackup({ kind, by }: VersionItem): boolean {
  return kind === "safety" && by === null;
}
