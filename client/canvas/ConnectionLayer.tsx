import { memo, useMemo, useSyncExternalStore } from "react";
import { connectionPath } from "../../shared/layout/connectionPath.ts";
import type { MapLayout } from "../../shared/layout/layoutMap.ts";
import { bounds, intersects, type Rect } from "../../shared/layout/rect.ts";
import type { Connection } from "../../shared/model/kinds.ts";
import { useLocal } from "../state/local.ts";
import { useAll } from "../state/useMap.ts";
import { useCanvas, useCanvasUi, useFeed, useScene } from "./canvasContext.ts";
import classes from "./ConnectionLayer.module.css";
import { RenameField } from "./RenameField.tsx";
import { useIsDimmed } from "./useIsDimmed.ts";

/** The connections near the window, their labels, and the one that is being drawn. */
export function ConnectionLayer() {
  const layout = useScene((scene) => scene.layout);
  const connections = useAll("connection");
  const window = useFeed((feed) => feed.window);
  const isFar = useFeed((feed) => feed.isFar);
  const near = useMemo(
    () =>
      isFar ? [] : connections.filter(({ from, to }) => isNear(layout.cards.get(from), endBox(layout, to), window)),
    [layout, connections, window, isFar],
  );
  return (
    <div className={classes.layer}>
      <svg className={classes.lines} width="1" height="1" role="group" aria-label="Connections">
        <defs>
          {["arrow", "arrow-selected"].map((id) => (
            <marker key={id} id={id} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
              <path d="M1 1 7 4 1 7" className={classes.arrow} data-selected={id === "arrow-selected" || undefined} />
            </marker>
          ))}
        </defs>
        {near.map((connection) => (
          <Line key={connection.id} connection={connection} layout={layout} />
        ))}
        <DraftLine layout={layout} />
      </svg>
      <RenamedLabel layout={layout} />
    </div>
  );
}

/** The box a connection's end stands at: a card, or one of the journey's ends. */
export function endBox(layout: MapLayout, end: string): Rect | undefined {
  if (end === "done" || end === "churn") return layout.ends[end];
  return layout.cards.get(end);
}

/** Whether a connection between two boxes may pass through a part of the canvas. */
export function isNear(from: Rect | undefined, to: Rect | undefined, part: Rect): boolean {
  if (from === undefined || to === undefined) return false;
  const around = bounds([from, to]);
  return around !== undefined && intersects(around, part);
}

/** How far a touchpoint is dragged from its place; an end that is not dragged wakes nobody. */
function useLifted(end: string): { x: number; y: number } | undefined {
  const { offsets } = useCanvas();
  const node = `touchpoint:${end}`;
  return useSyncExternalStore(
    (wake) => offsets.subscribe(node, wake),
    () => offsets.get(node),
  );
}

const Line = memo(function Line({ connection, layout }: { connection: Connection; layout: MapLayout }) {
  const { id, from, to, probability, label = "" } = connection;
  const isSelected = useLocal(({ selection }) => selection.some((ref) => ref.kind === "connection" && ref.id === id));
  const isRenaming = useCanvasUi(({ renaming }) => renaming?.kind === "connection" && renaming.id === id);
  const isDimmed = [useIsDimmed(from), useIsDimmed(to)].some(Boolean);
  const start = moved(layout.cards.get(from), useLifted(from));
  const end = moved(endBox(layout, to), useLifted(to));
  if (start === undefined || end === undefined) return null;
  const { path, label: place, length } = connectionPath(start, end);
  const share = probability === undefined ? "" : `${Math.round(probability * 100)}%`;
  const words = [share, length > 120 || share === "" ? shortened(label, length) : ""].filter(Boolean).join(" · ");
  return (
    <g
      className={classes.line}
      data-connection={id}
      data-selected={isSelected || undefined}
      data-dimmed={isDimmed || undefined}
    >
      <path className={classes.reach} d={path} />
      <path className={classes.stroke} d={path} markerEnd={`url(#${isSelected ? "arrow-selected" : "arrow"})`} />
      {words !== "" && !isRenaming && (
        <text className={classes.label} x={place.x} y={place.y}>
          {words}
        </text>
      )}
    </g>
  );
});

function DraftLine({ layout }: { layout: MapLayout }) {
  const connecting = useCanvasUi((ui) => ui.connecting);
  if (connecting === undefined) return null;
  const from = layout.cards.get(connecting.from);
  if (from === undefined) return null;
  const target = connecting.target === undefined ? undefined : endBox(layout, connecting.target);
  const to = target ?? { ...connecting.to, width: 0, height: 0 };
  return <path className={classes.draft} d={connectionPath(from, to).path} markerEnd="url(#arrow-selected)" />;
}

function RenamedLabel({ layout }: { layout: MapLayout }) {
  const renaming = useCanvasUi((ui) => ui.renaming);
  const connection = useAll("connection").find(({ id }) => renaming?.kind === "connection" && renaming.id === id);
  const [from, to] = [layout.cards.get(connection?.from ?? ""), endBox(layout, connection?.to ?? "")];
  if (connection === undefined || renaming === undefined || from === undefined || to === undefined) return null;
  const { label } = connectionPath(from, to);
  return (
    <div className={classes.writing} style={{ left: label.x, top: label.y }}>
      <RenameField record={renaming} field="label" value={connection.label ?? ""} label="Label of the connection" />
    </div>
  );
}

function moved(box: Rect | undefined, offset: { x: number; y: number } | undefined): Rect | undefined {
  return box === undefined || offset === undefined
    ? box
    : { x: box.x + offset.x, y: box.y + offset.y, width: box.width, height: box.height };
}

/** As much of a label as its line has room for, at 7 px a character. */
function shortened(label: string, length: number): string {
  const room = Math.max(3, Math.floor(length / 7));
  return label.length <= room ? label : `${label.slice(0, room - 1).trimEnd()}…`;
}
