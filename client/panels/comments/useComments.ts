import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect } from "react";
import type { Thread } from "../../../shared/api/comments.ts";
import { newId } from "../../../shared/ids.ts";
import type { RecordRef } from "../../../shared/model/kinds.ts";
import { request } from "../../api/request.ts";
import { useMap } from "../../state/useMap.ts";

/** A message that something is new may be lost. */
const askEveryMs = 60_000;

const keyOf = (map: string) => ["comments", map];

/** The threads of the map that is open here; asked for again whenever the server says that there is something new. */
export function useThreads() {
  const { mapId, told } = useMap();
  const client = useQueryClient();
  useEffect(
    () =>
      told.subscribe(() => {
        const news = told.read();
        if (typeof news === "object" && news !== null && "comments" in news)
          void client.invalidateQueries({ queryKey: keyOf(mapId) });
      }),
    [told, client, mapId],
  );
  return useQuery({
    queryKey: keyOf(mapId),
    queryFn: ({ signal }) => request("listComments", { params: { map: mapId } }, signal),
    refetchInterval: askEveryMs,
  });
}

/** What one can do with comments; each resolves when it is saved. @throws AppError. */
export function useCommenting() {
  const { mapId } = useMap();
  const client = useQueryClient();
  const refresh = useCallback(() => client.invalidateQueries({ queryKey: keyOf(mapId) }), [client, mapId]);
  const put = async (comment: string, body: { text: string; thread?: string; about?: RecordRef }): Promise<Thread> => {
    const thread = await request("putComment", { params: { map: mapId, comment }, body });
    await refresh();
    return thread;
  };
  return {
    begin: (text: string, about: RecordRef | undefined) => put(newId("comment"), { text, ...(about && { about }) }),
    answer: (thread: string, text: string) => put(newId("comment"), { text, thread }),
    change: (comment: string, text: string) => put(comment, { text }),
    async remove(comment: string) {
      await request("deleteComment", { params: { map: mapId, comment } });
      await refresh();
    },
    async resolve(thread: string, resolved: boolean) {
      await request("resolveThread", { params: { map: mapId, comment: thread }, body: { resolved } });
      await refresh();
    },
  };
}
