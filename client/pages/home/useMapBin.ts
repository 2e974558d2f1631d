import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { MapItem } from "../../../shared/api/maps.ts";
import { request } from "../../api/request.ts";
import { showError, showNotice } from "../../state/notices.ts";

/** To the bin, back, and gone for good; each says what it did. */
export function useMapBin() {
  const queryClient = useQueryClient();
  const onSettled = () => queryClient.invalidateQueries({ queryKey: ["maps"] });
  const restore = useMutation({
    mutationFn: ({ id }: MapItem) => request("restoreMap", { params: { map: id } }),
    onSuccess: (_reply, item) => void showNotice(`${nameOf(item)} is back among your maps.`),
    onError: (error) => showError("The map was not restored", error.message),
    onSettled,
  });
  const toBin = useMutation({
    mutationFn: ({ id }: MapItem) => request("deleteMap", { params: { map: id }, query: {} }),
    onSuccess: (_reply, item) =>
      void showNotice(`${nameOf(item)} is in the bin.`, { label: "Restore", run: () => restore.mutate(item) }),
    onError: (error) => showError("The map was not moved", error.message),
    onSettled,
  });
  const deleteForever = useMutation({
    mutationFn: ({ id }: MapItem) => request("deleteMap", { params: { map: id }, query: { forever: "true" } }),
    onSuccess: (_reply, item) => void showNotice(`${nameOf(item)} is deleted.`),
    onError: (error) => showError("The map was not deleted", error.message),
    onSettled,
  });
  return { toBin, restore, deleteForever };
}

function nameOf({ title }: MapItem): string {
  return `“${title || "Untitled map"}”`;
}
