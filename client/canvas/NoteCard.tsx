import { memo } from "react";
import type { NodeProps } from "reactflow";
import { metrics } from "../../shared/layout/metrics.ts";
import type { Note } from "../../shared/model/kinds.ts";
import { useLocal } from "../state/local.ts";
import { useRecord } from "../state/useMap.ts";
import { useCanvasUi } from "./canvasContext.ts";
import classes from "./NoteCard.module.css";
import { RenameField } from "./RenameField.tsx";
import { useNodeMotion } from "./useNodeMotion.ts";

const lineHeight = 20;
const paddingAndEdge = 18;

/** A note on the canvas. */
export const NoteCard = memo(function NoteCard({
  id: node,
  positionAbsoluteX: x,
  positionAbsoluteY: y,
  height,
}: NodeProps) {
  const note = useRecord("note", node.slice("note:".length));
  return note === undefined ? null : <NoteFace node={node} note={note} x={x} y={y} height={height} />;
});

interface NoteFaceProps {
  node: string;
  note: Note;
  x: number;
  y: number;
  height?: number;
}

function NoteFace({ node, note, x, y, height = metrics.noteHeight }: NoteFaceProps) {
  const { id, text } = note;
  const isSelected = useLocal(({ selection }) => selection.some((ref) => ref.kind === "note" && ref.id === id));
  const isFocused = useCanvasUi(({ focused }) => focused?.kind === "note" && focused.id === id);
  const isRenaming = useCanvasUi(({ renaming }) => renaming?.kind === "note" && renaming.id === id);
  const element = useNodeMotion(node, x, y);
  return (
    <div
      ref={element}
      className={classes.note}
      data-node={node}
      data-selected={isSelected || undefined}
      role="button"
      tabIndex={isFocused ? 0 : -1}
      aria-pressed={isSelected}
      aria-label={`Note: ${text}`}
      title={text}
    >
      {isRenaming ? (
        <RenameField record={{ kind: "note", id }} field="text" value={text} label="Note" multiline />
      ) : (
        <span className={classes.text} style={{ WebkitLineClamp: linesOf(height) }}>
          {text}
        </span>
      )}
    </div>
  );
}

/** How many lines of text its height shows. */
function linesOf(height: number): number {
  return Math.max(1, Math.floor((height - paddingAndEdge) / lineHeight));
}
