import { ChevronsLeftRight, ChevronsRightLeft, Plus } from "lucide-react";
import { useMemo, useRef, useSyncExternalStore } from "react";
import type { Rollup } from "../../shared/alignment/insights.ts";
import type { StageColumn } from "../../shared/layout/layoutMap.ts";
import { addStage } from "../actions/addRecords.ts";
import { useActionContext } from "../actions/useActions.ts";
import { useLocal, useLocalStore } from "../state/local.ts";
import { useCanEdit, useMap, useRecord } from "../state/useMap.ts";
import { statusWords } from "../ui/status.ts";
import { StatusMark } from "../ui/StatusMark.tsx";
import { useCanvasUi, useScene } from "./canvasContext.ts";
import classes from "./StageHeaders.module.css";
import { useAxisDrag } from "./useAxisDrag.ts";
import { figurePaceMs, paced } from "./paced.ts";
import { RenameField } from "./RenameField.tsx";
import { useFollowView } from "./useFollowView.ts";

/** The stages' names, on top of the canvas while it moves under them. */
export function StageHeaders() {
  const element = useRef<HTMLDivElement>(null);
  useFollowView(element, ["zoom", "x"]);
  const context = useActionContext();
  const stages = useScene(({ layout }) => layout.stages);
  const canEdit = useCanEdit();
  const end = stages.at(-1);
  return (
    <div className={classes.bar} role="group" aria-label="Stages">
      <div ref={element} className={classes.strip}>
        {stages.map((stage, index) => (
          <StageHeader key={stage.id} stage={stage} isFirst={index === 0} />
        ))}
        {canEdit && (
          <button
            type="button"
            className={classes.add}
            style={{ left: `calc(var(--zoom) * ${end === undefined ? 0 : end.x + end.width}px)` }}
            aria-label="Add a stage"
            title="Add a stage"
            onClick={() => addStage(context)}
          >
            <Plus size={16} aria-hidden />
          </button>
        )}
      </div>
    </div>
  );
}

function StageHeader({ stage, isFirst }: { stage: StageColumn; isFirst: boolean }) {
  const { id, x, width, collapsed } = stage;
  const record = useRecord("stage", id);
  const { insights } = useMap();
  const rollup = useSyncExternalStore(
    useMemo(() => paced(insights.subscribe, figurePaceMs), [insights]),
    () => insights.read().rollups.stages[id],
  );
  const isSelected = useLocal(({ selection }) => selection.some((ref) => ref.kind === "stage" && ref.id === id));
  const isRenaming = useCanvasUi(({ renaming }) => renaming?.kind === "stage" && renaming.id === id);
  const isStop = useCanvasUi(({ focusedStage }) => (focusedStage === undefined ? isFirst : focusedStage === id));
  const canEdit = useCanEdit();
  const local = useLocalStore();
  const drag = useAxisDrag({ kind: "stage", id });
  if (record === undefined) return null;
  const { title } = record;
  const index = rollup?.index;
  return (
    <div
      className={classes.stage}
      data-collapsed={collapsed || undefined}
      data-selected={isSelected || undefined}
      style={{ left: `calc(var(--zoom) * ${x}px)`, width: `calc(var(--zoom) * ${width}px)` }}
    >
      <div
        className={classes.name}
        data-node={`stage:${id}`}
        role="button"
        tabIndex={isStop ? 0 : -1}
        aria-pressed={isSelected}
        aria-label={describeStage(title, rollup, collapsed)}
        title={title}
        {...drag.move}
      >
        {rollup?.worst != null && <StatusMark status={rollup.worst} />}
        {isRenaming ? (
          <RenameField record={{ kind: "stage", id }} field="title" value={title} label="Stage" />
        ) : (
          <span className={classes.title}>{title}</span>
        )}{" "}
        {index != null && !isRenaming && (
          <span className={classes.index} title="Index of what is measured here, and where it could lie, of 100">
            {index.toFixed(0)} <span className={classes.interval}>{intervalOf(rollup)}</span>
          </span>
        )}
      </div>
      <button
        type="button"
        className={classes.fold}
        tabIndex={-1}
        aria-label={collapsed ? `Expand ${title}` : `Collapse ${title}`}
        title={collapsed ? "Expand" : "Collapse"}
        onClick={() => local.getState().toggleStage(id)}
      >
        {collapsed ? <ChevronsLeftRight size={14} aria-hidden /> : <ChevronsRightLeft size={14} aria-hidden />}
      </button>
      {canEdit && !collapsed && <div className={classes.edge} title="Drag to change the width" {...drag.resize} />}
    </div>
  );
}

/** A stage's header in words, in the order of what stands on it. */
function describeStage(title: string, rollup: Rollup | undefined, collapsed: boolean): string {
  const parts = [
    `Stage ${title}`,
    rollup?.index == null ? undefined : `${rollup.index.toFixed(0)} ${intervalOf(rollup)} of 100`,
    rollup?.worst == null ? undefined : `worst ${statusWords[rollup.worst]}`,
    collapsed ? "collapsed" : undefined,
  ];
  return parts.filter((part) => part !== undefined).join(", ");
}

function intervalOf(rollup: Rollup | undefined): string {
  return rollup?.low == null || rollup.high == null ? "" : `${rollup.low.toFixed(0)}–${rollup.high.toFixed(0)}`;
}
