import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { MapItem } from "../../../shared/api/maps.ts";
import { request } from "../../api/request.ts";
import { showError, showNotice } from "../../state/notices.ts";

/** To the bin, back, and gone for good. */
export function useMapBin() {
  const queryClient = useQueryClient();
  const mutation = (work: (item: MapItem) => Promise<unknown>, done: string, failed: string) => ({
    mutationFn: work,
    onSuccess: (_result: unknown, item: MapItem) => showNotice(done.replace("%", item.title || "Untitled map")),
    onError: (error: Error) => showError(failed, error.message),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["maps"] }),
  });
  return {
    toBin: useMutation(
      mutation(
        ({ id }) => request("deleteMap", { params: { map: id }, query: {} }),
        "“%” is in the bin.",
        "The map was not moved",
      ),
    ),
    restore: useMutation(
      mutation(
        ({ id }) => request("restoreMap", { params: { map: id } }),
        "“%” is back among your maps.",
        "The map was not restored",
      ),
    ),
    deleteForever: useMutation(
      mutation(
        ({ id }) => request("deleteMap", { params: { map: id }, query: { forever: "true" } }),
        "“%” is deleted.",
        "The map was not deleted",
      ),
    ),
  };
}
