import { type CSSProperties, useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import { contains, type Rect } from "../../shared/layout/rect.ts";
import type { Peer } from "../session/presence.ts";
import { useLocal } from "../state/local.ts";
import { useMap } from "../state/useMap.ts";
import { useCanvas, useScene } from "./canvasContext.ts";
import classes from "./PeerLayer.module.css";
import { useFollowView } from "./useFollowView.ts";

/** In a session larger than this only those whose cursor is in view are drawn. */
const largeSession = 20;

/** Who else is here: their cursors and what they have selected, in their colour and with their name. */
export function PeerLayer() {
  const element = useRef<HTMLDivElement>(null);
  useFollowView(element, ["zoom"]);
  const isShown = useLocal((local) => local.showCursors);
  return (
    <div ref={element} className={classes.layer} aria-hidden>
      {isShown && <Selections />}
      {isShown && <Cursors />}
    </div>
  );
}

function Cursors() {
  return usePeople().map(({ clientId, user }) => <Cursor key={clientId} clientId={clientId} {...user} />);
}

/** Rendered when its person comes; its movements are written to the element. */
function Cursor({ clientId, name, color }: { clientId: number; name: string; color: string }) {
  const element = useRef<HTMLDivElement>(null);
  const { presence } = useMap();
  const { viewport } = useCanvas();
  useEffect(() => {
    const draw = () => {
      const peers = presence.read();
      const cursor = peers.find((peer) => peer.clientId === clientId)?.cursor;
      const view = peers.length > largeSession ? viewport.visible() : undefined;
      const isVisible = cursor != null && (view === undefined || contains(view, cursor));
      const style = element.current?.style;
      style?.setProperty("visibility", isVisible ? "visible" : "hidden");
      if (isVisible) style?.setProperty("translate", `${cursor.x}px ${cursor.y}px`);
    };
    draw();
    return presence.subscribe(draw);
  }, [presence, viewport, clientId]);
  return (
    <div ref={element} className={classes.cursor} style={{ "--color": color, visibility: "hidden" } as CSSProperties}>
      <svg width="16" height="18" viewBox="0 0 16 18">
        <path d="M1.5 1.5v13l3.6-3.3h6.2z" />
      </svg>
      <span className={classes.name}>{name}</span>
    </div>
  );
}

function Selections() {
  const { presence } = useMap();
  const selections = useSyncExternalStore(
    presence.subscribe,
    useMemo(() => remembering(presence.read, selectionsOf), [presence]),
  );
  const layout = useScene((scene) => scene.layout);
  return selections.flatMap(({ clientId, color, name, ids, editing }) =>
    ids.map((id, index) => {
      const box: Rect | undefined = layout.cards.get(id) ?? layout.notes.get(id);
      if (box === undefined) return null;
      const { x, y, width, height } = box;
      return (
        <div
          key={`${clientId} ${id}`}
          className={classes.selected}
          style={{ "--color": color, left: x, top: y, width, height } as CSSProperties}
        >
          {index === 0 && (
            <span className={classes.tag}>
              {name}
              {editing === id ? " is writing" : ""}
            </span>
          )}
        </div>
      );
    }),
  );
}

interface PeerSelection {
  clientId: number;
  name: string;
  color: string;
  ids: readonly string[];
  editing: string | undefined;
}

function selectionsOf(peers: readonly Peer[]): PeerSelection[] {
  return peers.flatMap(({ clientId, user, selection, editing }) =>
    selection == null || selection.length === 0
      ? []
      : [{ clientId, name: user.name, color: user.color, ids: selection, editing: editing?.id }],
  );
}

/** The people here, by tab; the same array while nobody came, went or changed their name. */
function usePeople(): readonly Pick<Peer, "clientId" | "user">[] {
  const { presence } = useMap();
  return useSyncExternalStore(
    presence.subscribe,
    useMemo(
      () => remembering(presence.read, (peers) => peers.map(({ clientId, user }) => ({ clientId, user }))),
      [presence],
    ),
  );
}

/** A part of what is read that keeps its identity while its content is the same: moving cursors change nothing in it. */
function remembering<T, U>(read: () => T, select: (value: T) => U): () => U {
  let last: { key: string; value: U } | undefined;
  return () => {
    const value = select(read());
    const key = JSON.stringify(value);
    if (last?.key !== key) last = { key, value };
    return last.value;
  };
}
