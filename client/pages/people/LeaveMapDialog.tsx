import type { MapItem } from "../../../shared/api/maps.ts";
import { peopleRequest } from "../../api/peopleRequest.ts";
import { ConfirmDialog } from "../ConfirmDialog.tsx";
import { useAct } from "./useAct.ts";

/** Gives up the role one has on a map of one's own, once asked. */
export function LeaveMapDialog({ map, onClose }: { map: MapItem; onClose: () => void }) {
  const title = map.title || "Untitled map";
  const leave = useAct({
    work: () => peopleRequest("leaveMap", { params: { map: map.id } }),
    failed: "You still have your role on it",
    refresh: [["maps"], ["me"]],
    said: () => `You have given up your role on “${title}”.`,
    done: onClose,
  });
  return (
    <ConfirmDialog
      title={`Give up your role on “${title}”?`}
      text="What was shared with you alone is taken back. If you are in its workspace, your role there still counts."
      verb="Give it up"
      onClose={onClose}
      onConfirm={() => leave.mutate()}
    />
  );
}
