import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Download, FilePlus2, History, PenLine, Trash2 } from "lucide-react";
import { Suspense, useState } from "react";
import type { VersionItem } from "../../../shared/api/versions.ts";
import { request } from "../../api/request.ts";
import { versionFile, versionRequests } from "../../api/versions.ts";
import { showError, showNotice } from "../../state/notices.ts";
import { goTo, mapPath } from "../../state/place.ts";
import { useCanEdit, useMap } from "../../state/useMap.ts";
import { lazyPart } from "../../ui/lazyPart.ts";
import { MenuItem, MenuLine } from "../../ui/MenuItem.tsx";
import { ConfirmDialog } from "../ConfirmDialog.tsx";
import { restoreVersion } from "./restoreVersion.ts";
import { versionLabel } from "./versionWords.ts";

const NameDialog = lazyPart(async () => (await import("./NameDialog.tsx")).NameDialog);

/** What is asked about a version before it is done. */
type Asking = "restore" | "delete" | "name";

export interface VersionActions {
  asking: Asking | undefined;
  ask: (asking: Asking | undefined) => void;
  isBusy: boolean;
  restore: () => void;
  copy: () => void;
  delete: () => void;
}

/** What can be done with a version; each says so when it failed. */
export function useVersionActions(version: VersionItem): VersionActions {
  const { mapId, mirror } = useMap();
  const queryClient = useQueryClient();
  const [asking, ask] = useState<Asking>();
  const [isRestoring, setRestoring] = useState(false);
  const copy = useMutation({
    mutationFn: async () => {
      const journey = await versionRequests.journey(mapId, version.id);
      const title = `${mirror.map.title || "Untitled map"} (${version.name ?? versionLabel(version)})`;
      return request("createMap", { body: { journey: { ...journey, title } } });
    },
    onSuccess: ({ id }) => {
      goTo(mapPath(id));
      showNotice("This is a new map, made of that version.");
    },
    onError: (error) => showError("No map was made", error.message),
  });
  const remove = useMutation({
    mutationFn: () => versionRequests.delete(mapId, version.id),
    onSuccess: () => {
      goTo(mapPath(mapId, "history"));
      return queryClient.invalidateQueries({ queryKey: ["versions", mapId] });
    },
    onError: (error) => showError("The version was not deleted", error.message),
  });
  return {
    asking,
    ask,
    isBusy: isRestoring || copy.isPending || remove.isPending,
    restore() {
      ask(undefined);
      setRestoring(true);
      void restoreVersion(mapId, version, queryClient).finally(() => setRestoring(false));
    },
    copy: () => copy.mutate(),
    delete() {
      ask(undefined);
      remove.mutate();
    },
  };
}

/** The same as lines of a menu, as far as this person may. */
export function VersionItems({ version, actions }: { version: VersionItem; actions: VersionActions }) {
  const { mapId, me, role } = useMap();
  const canEdit = useCanEdit();
  return (
    <>
      {canEdit && (
        <MenuItem icon={<History size={16} />} onSelect={() => actions.ask("restore")}>
          Restore this version
        </MenuItem>
      )}
      {canEdit && (
        <MenuItem icon={<PenLine size={16} />} onSelect={() => actions.ask("name")}>
          {version.name === null ? "Name it" : "Rename it"}
        </MenuItem>
      )}
      {me.kind !== "guest" && (
        <MenuItem icon={<FilePlus2 size={16} />} onSelect={actions.copy}>
          Make a new map of it
        </MenuItem>
      )}
      <MenuItem icon={<Download size={16} />} href={versionFile(mapId, version.id)}>
        Download journey file
      </MenuItem>
      {role === "owner" && (
        <>
          <MenuLine />
          <MenuItem icon={<Trash2 size={16} />} onSelect={() => actions.ask("delete")}>
            Delete it
          </MenuItem>
        </>
      )}
    </>
  );
}

/** The dialogs that these actions open. */
export function VersionDialogs({ version, actions }: { version: VersionItem; actions: VersionActions }) {
  const { asking, ask } = actions;
  const label = versionLabel(version);
  const close = () => ask(undefined);
  if (asking === "restore")
    return (
      <ConfirmDialog
        title={`Restore the map to ${label}?`}
        text="Everybody who has the map open sees it as it was then. What is there now is kept as a version of its own, so that you can go back. Changes that somebody has not sent yet stay on their device, to be put back by hand."
        verb="Restore"
        onClose={close}
        onConfirm={actions.restore}
      />
    );
  if (asking === "delete")
    return (
      <ConfirmDialog
        title={`Delete the version ${label}?`}
        text="The map stays as it is. This version can then no longer be looked at or restored; this cannot be undone."
        verb="Delete"
        onClose={close}
        onConfirm={actions.delete}
      />
    );
  return <Suspense>{asking === "name" && <NameDialog version={version} onClose={close} />}</Suspense>;
}
