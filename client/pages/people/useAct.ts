import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { showError, showNotice } from "../../state/notices.ts";

interface Act<V, R> {
  work: (value: V) => Promise<R>;
  /** The title of the notice when it does not work; the server's sentence stands below. */
  failed: string;
  /** What is read again afterwards, however it went. */
  refresh?: readonly QueryKey[];
  /** Said when it worked, where the page itself does not show it. */
  said?: (value: V) => string;
  done?: (reply: R, value: V) => void;
}

/** Something that is done on the server by a press of a button. */
export function useAct<V = void, R = unknown>({ work, failed, refresh = [], said, done }: Act<V, R>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: work,
    onSuccess: (reply, value) => {
      if (said !== undefined) showNotice(said(value));
      done?.(reply, value);
    },
    onError: (error) => showError(failed, error.message),
    onSettled: () => Promise.all(refresh.map((queryKey) => queryClient.invalidateQueries({ queryKey }))),
  });
}
