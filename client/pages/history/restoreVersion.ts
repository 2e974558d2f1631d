import type { QueryClient } from "@tanstack/react-query";
import type { VersionItem } from "../../../shared/api/versions.ts";
import { versionRequests } from "../../api/versions.ts";
import { showError, showNotice } from "../../state/notices.ts";
import { goTo, mapPath } from "../../state/place.ts";
import { versionLabel } from "./versionWords.ts";

type Restored = Pick<VersionItem, "id" | "kind" | "name" | "at" | "of">;

/**
 * Makes the map what it was at a version and shows it; the notice offers the way back. No hook: the page that asks for it
 * goes away while the map is opened anew.
 */
export async function restoreVersion(map: string, version: Restored, queryClient: QueryClient): Promise<void> {
  try {
    const { safety } = await versionRequests.restore(map, version.id);
    void queryClient.invalidateQueries({ queryKey: ["versions", map] });
    goTo(mapPath(map));
    const back = { id: safety, kind: "safety", name: null, at: new Date().toISOString(), of: null } as const;
    showNotice(`The map is as it was at ${versionLabel(version)}. What was there before is kept in its history.`, {
      label: "Undo the restore",
      run: () => void restoreVersion(map, back, queryClient),
    });
  } catch (error) {
    showError("The map was not restored", error instanceof Error ? `${error.message} It is as it was.` : "");
  }
}
