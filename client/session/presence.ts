import type { Awareness } from "y-protocols/awareness";
import { limits } from "../../shared/limits.ts";
import { type Presence as PresenceState, presence as presenceSchema } from "../../shared/wire/presence.ts";
import { createObserved, type Observable } from "./observable.ts";

/** Somebody else who is in this map now, in one of their tabs. */
export interface Peer extends Omit<PresenceState, "user"> {
  clientId: number;
  user: NonNullable<PresenceState["user"]>;
}

/** What this tab shows of itself; the server adds who it is. */
export type OwnPresence = Omit<PresenceState, "user">;

export interface Presence extends Observable<readonly Peer[]> {
  /** Changes some fields of one's own presence; sent at most {@link limits.presenceHz} times a second. */
  show: (fields: OwnPresence) => void;
  close: () => void;
}

/** Presence over the awareness protocol: peers are read defensively, one's own state is throttled. */
export function openPresence(awareness: Awareness): Presence {
  const peers = createObserved<readonly Peer[]>([]);
  const known = new Map<number, { state: unknown; peer: Peer | undefined }>();
  let own: OwnPresence = {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sentAt = 0;

  const readPeers = () => {
    const states = awareness.getStates();
    for (const clientId of known.keys()) if (!states.has(clientId)) known.delete(clientId);
    for (const [clientId, state] of states) {
      if (clientId === awareness.clientID || known.get(clientId)?.state === state) continue;
      known.set(clientId, { state, peer: readPeer(clientId, state) });
    }
    peers.set([...known.values()].flatMap(({ peer }) => peer ?? []));
  };
  const send = () => {
    timer = undefined;
    sentAt = Date.now();
    awareness.setLocalState({ ...own });
  };
  awareness.on("change", readPeers);
  awareness.setLocalState({});

  return {
    read: peers.read,
    subscribe: peers.subscribe,
    show(fields) {
      own = { ...own, ...fields };
      timer ??= setTimeout(send, Math.max(0, sentAt + 1_000 / limits.presenceHz - Date.now()));
    },
    close() {
      clearTimeout(timer);
      awareness.off("change", readPeers);
      awareness.destroy();
    },
  };
}

/** A peer's state, or `undefined` when the server has not said who it is or it does not fit the schema. */
function readPeer(clientId: number, state: unknown): Peer | undefined {
  const parsed = presenceSchema.safeParse(state);
  if (!parsed.success || parsed.data.user === undefined) return undefined;
  return { ...parsed.data, clientId, user: parsed.data.user };
}
