import type { Peer } from "../session/presence.ts";
import type { MapSession } from "../session/openMap.ts";
import type { LocalStore } from "../state/local.ts";
import type { Canvas } from "./canvasContext.ts";

/** As many selected ids as presence carries. */
const sharedIds = 200;
/** How long a card that somebody dropped waits for its new place. */
const settleMs = 250;

/** Shows the others what is selected and looked at here, and draws what they drag. @returns a function that stops. */
export function sharePresence({ presence }: MapSession, local: LocalStore, canvas: Canvas): () => void {
  const { viewport } = canvas;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const showView = () => {
    timer = undefined;
    presence.show({ view: viewport.visible() });
  };
  const showSelection = () =>
    presence.show({
      selection: local
        .getState()
        .selection.slice(0, sharedIds)
        .map(({ id }) => id),
    });
  showView();
  showSelection();
  const stops = [
    local.subscribe((now, before) => now.selection !== before.selection && showSelection()),
    // Where one looks matters once it rests.
    viewport.subscribe(() => {
      clearTimeout(timer);
      timer = setTimeout(showView, 200);
    }),
    followDrags(presence.read, presence.subscribe, canvas),
  ];
  return () => {
    clearTimeout(timer);
    for (const stop of stops) stop();
    presence.show({ cursor: null, selection: null, drag: null, view: null });
  };
}

function followDrags(
  read: () => readonly Peer[],
  subscribe: (listener: () => void) => () => void,
  { scene, offsets }: Canvas,
): () => void {
  const held = new Map<number, { drag: object; nodes: string[] }>();
  const follow = () => {
    const peers = read();
    for (const { clientId, drag } of peers) {
      const before = held.get(clientId);
      if (drag == null || before?.drag === drag) continue;
      const { cards } = scene.read().layout;
      const nodes = drag.ids.map((id) => `${cards.has(id) ? "touchpoint" : "note"}:${id}`);
      held.set(clientId, { drag, nodes });
      offsets.set(nodes, { x: drag.dx, y: drag.dy });
    }
    for (const [clientId, { nodes }] of held) {
      if (peers.some((peer) => peer.clientId === clientId && peer.drag != null)) continue;
      held.delete(clientId);
      setTimeout(() => offsets.clear(nodes), settleMs);
    }
  };
  return subscribe(follow);
}
