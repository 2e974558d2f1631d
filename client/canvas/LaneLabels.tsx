import { ChevronDown, ChevronRight, Plus } from "lucide-react";
import { useRef } from "react";
import { curveGeometry } from "../../shared/layout/curveGeometry.ts";
import type { LaneRow } from "../../shared/layout/layoutMap.ts";
import { addLane } from "../actions/addRecords.ts";
import { useActionContext } from "../actions/useActions.ts";
import { useLocal, useLocalStore } from "../state/local.ts";
import { useCanEdit, useRecord } from "../state/useMap.ts";
import { useCanvasUi, useScene } from "./canvasContext.ts";
import classes from "./LaneLabels.module.css";
import { laneKindWords, lineWords } from "./laneWords.ts";
import { RenameField } from "./RenameField.tsx";
import { useAxisDrag } from "./useAxisDrag.ts";
import { useFollowView } from "./useFollowView.ts";

/** The lanes' names, at the left of the canvas while it moves beside them. */
export function LaneLabels() {
  const element = useRef<HTMLDivElement>(null);
  useFollowView(element, ["zoom", "y"]);
  const context = useActionContext();
  const lanes = useScene(({ layout }) => layout.lanes);
  const lines = useScene(({ layout }) => layout.lines);
  const canEdit = useCanEdit();
  const end = lanes.at(-1);
  return (
    <div className={classes.bar} role="group" aria-label="Lanes">
      <div ref={element} className={classes.strip}>
        {lanes.map((lane, index) => (
          <LaneLabel key={lane.id} lane={lane} isFirst={index === 0} />
        ))}
        {lines.map(({ y, names }) => (
          <div key={names.join()} className={classes.line} style={{ top: `calc(var(--zoom) * ${y}px)` }}>
            {names.map((name) => lineWords[name]).join(", ")}
          </div>
        ))}
        {canEdit && (
          <button
            type="button"
            className={classes.add}
            style={{ top: `calc(var(--zoom) * ${end === undefined ? 0 : end.y + end.height}px)` }}
            aria-label="Add a lane"
            title="Add a lane"
            onClick={() => addLane(context)}
          >
            <Plus size={16} aria-hidden />
          </button>
        )}
      </div>
    </div>
  );
}

function LaneLabel({ lane, isFirst }: { lane: LaneRow; isFirst: boolean }) {
  const { id, y, height, kind, collapsed } = lane;
  const record = useRecord("lane", id);
  const isSelected = useLocal(({ selection }) => selection.some((ref) => ref.kind === "lane" && ref.id === id));
  const isRenaming = useCanvasUi(({ renaming }) => renaming?.kind === "lane" && renaming.id === id);
  const isStop = useCanvasUi(({ focusedLane }) => (focusedLane === undefined ? isFirst : focusedLane === id));
  const canEdit = useCanEdit();
  const local = useLocalStore();
  const drag = useAxisDrag({ kind: "lane", id });
  if (record === undefined) return null;
  const { title } = record;
  return (
    <div
      className={classes.lane}
      data-kind={kind}
      data-selected={isSelected || undefined}
      style={{ top: `calc(var(--zoom) * ${y}px)`, height: `calc(var(--zoom) * ${height}px)` }}
    >
      <button
        type="button"
        className={classes.fold}
        tabIndex={-1}
        aria-label={collapsed ? `Expand ${title}` : `Collapse ${title}`}
        title={collapsed ? "Expand" : "Collapse"}
        onClick={() => local.getState().toggleLane(id)}
      >
        {collapsed ? <ChevronRight size={14} aria-hidden /> : <ChevronDown size={14} aria-hidden />}
      </button>
      <div
        className={classes.name}
        data-node={`lane:${id}`}
        role="button"
        tabIndex={isStop ? 0 : -1}
        aria-pressed={isSelected}
        aria-label={`Lane ${title}, ${laneKindWords[kind]}${collapsed ? ", collapsed" : ""}`}
        title={`${title} · ${laneKindWords[kind]}`}
        {...drag.move}
      >
        {isRenaming ? (
          <RenameField record={{ kind: "lane", id }} field="title" value={title} label="Lane" />
        ) : (
          <span className={classes.title}>{title}</span>
        )}
      </div>
      {kind === "curve" && !collapsed && <Scale height={height} />}
      {canEdit && !collapsed && <div className={classes.edge} title="Drag to change the height" {...drag.resize} />}
    </div>
  );
}

/** The levels of the two lines' scale, beside the lines. */
function Scale({ height }: { height: number }) {
  const { desired, zero, adequate } = curveGeometry([], { width: 1, height });
  const at = (y: number) => ({ top: `calc(var(--zoom) * ${y}px)` });
  return (
    <div className={classes.scale} aria-hidden>
      <span style={at(desired)}>desired</span>
      <span style={at(zero)}>promised</span>
      <span style={at(adequate)}>adequate</span>
    </div>
  );
}
