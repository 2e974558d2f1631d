import { useQueryClient } from "@tanstack/react-query";
import { goTo, mapPath } from "../../state/place.ts";

/** Opens a map that was just made; the list is read again, for who comes back to it at once. */
export function useOpenNewMap(): (id: string) => void {
  const queryClient = useQueryClient();
  return (id) => {
    void queryClient.invalidateQueries({ queryKey: ["maps"] });
    goTo(mapPath(id));
  };
}
