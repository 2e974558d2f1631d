import {
  ArrowLeftRight,
  BoxSelect,
  ClipboardPaste,
  Columns3,
  Copy,
  CopyPlus,
  Fullscreen,
  Map as MapIcon,
  MousePointer2,
  Pencil,
  Rows3,
  Scissors,
  Spline,
  Square,
  StickyNote,
  Trash2,
  TriangleAlert,
  UnfoldHorizontal,
  ZoomIn,
  ZoomOut,
} from "lucide-react";
import { announce } from "../state/announce.ts";
import type { Action, ActionContext } from "./action.ts";
import { addLane, addNoteAt, addStage, addTouchpoint, cellForNew } from "./addRecords.ts";
import { copySelection, pasteClipboard } from "./clipboard.ts";
import { connect, connectionsFromSelected, selectNextConnection } from "./connect.ts";
import { deleteSelection } from "./deleteSelection.ts";
import { moveSelection, resizeSelection } from "./moveSelection.ts";
import { onlySelected, selectedIds } from "./selection.ts";
import { startWeakSpot } from "./startWeakSpot.ts";

const edits: readonly Action[] = [
  {
    id: "rename",
    group: "Edit",
    label: "Rename",
    icon: Pencil,
    keys: ["F2"],
    edits: true,
    isEnabled: (context) => onlySelected(context) !== undefined,
    run: (context) => {
      const ref = onlySelected(context);
      if (ref !== undefined) context.local.getState().canvas?.rename(ref);
    },
  },
  {
    id: "duplicate",
    group: "Edit",
    label: "Duplicate",
    icon: CopyPlus,
    keys: ["Mod+d"],
    edits: true,
    isEnabled: hasTouchpoints,
    run: (context) => {
      const ids = selectedIds(context, "touchpoint");
      const made = context.run("duplicateTouchpoints", { ids }) as { ids: string[] } | undefined;
      if (made === undefined) return;
      context.local.setState({ selection: made.ids.map((id) => ({ kind: "touchpoint", id })) });
      announce(`Duplicated ${made.ids.length}`);
    },
  },
  {
    id: "cut",
    group: "Edit",
    label: "Cut",
    icon: Scissors,
    edits: true,
    isHidden: hasNoClipboard,
    isEnabled: canCopy,
    run: async (context) => {
      await copySelection(context);
      deleteSelection(context);
    },
  },
  {
    id: "copy",
    group: "Edit",
    label: "Copy",
    icon: Copy,
    isHidden: hasNoClipboard,
    isEnabled: canCopy,
    run: copySelection,
  },
  {
    id: "paste",
    group: "Edit",
    label: "Paste",
    icon: ClipboardPaste,
    edits: true,
    isHidden: hasNoClipboard,
    run: pasteClipboard,
  },
  {
    id: "delete",
    group: "Edit",
    label: "Delete",
    icon: Trash2,
    keys: ["Delete", "Backspace"],
    edits: true,
    isEnabled: hasSelection,
    run: deleteSelection,
  },
  {
    id: "selectAll",
    group: "Edit",
    label: "Select all touchpoints",
    icon: BoxSelect,
    keys: ["Mod+a"],
    run: ({ map, local }) =>
      local.setState({ selection: map.mirror.all("touchpoint").map(({ id }) => ({ kind: "touchpoint", id })) }),
  },
  ...(["left", "right", "up", "down"] as const).map((direction): Action => ({
    id: `move${title(direction)}`,
    group: "Edit",
    label: `Move ${direction}`,
    keys: [`Alt+Arrow${title(direction)}`],
    edits: true,
    isEnabled: hasSelection,
    run: (context) => moveSelection(context, direction),
  })),
  {
    id: "enlarge",
    group: "Edit",
    label: "Make the stage wider or the lane higher",
    keys: ["Alt+Shift+ArrowRight", "Alt+Shift+ArrowDown"],
    edits: true,
    isEnabled: hasAxis,
    run: (context) => resizeSelection(context, 1),
  },
  {
    id: "shrink",
    group: "Edit",
    label: "Make the stage narrower or the lane lower",
    keys: ["Alt+Shift+ArrowLeft", "Alt+Shift+ArrowUp"],
    edits: true,
    isEnabled: hasAxis,
    run: (context) => resizeSelection(context, -1),
  },
];

const additions: readonly Action[] = [
  {
    id: "addTouchpoint",
    group: "Add",
    label: "Add a touchpoint",
    icon: Square,
    keys: ["t"],
    edits: true,
    isEnabled: (context) => cellForNew(context) !== undefined,
    run: addTouchpoint,
  },
  {
    id: "addConnection",
    group: "Add",
    label: "Connect to another touchpoint",
    icon: Spline,
    keys: ["c"],
    edits: true,
    run: (context) => {
      const only = onlySelected(context);
      if (only?.kind === "touchpoint") context.local.getState().canvas?.connect(only.id);
      else context.local.getState().setTool("connection");
    },
  },
  ...(["done", "churn"] as const).map((end): Action => ({
    id: `connectTo${title(end)}`,
    group: "Add",
    label: end === "done" ? "Connect to the journey’s end" : "Connect to giving up",
    edits: true,
    isEnabled: (context) => onlySelected(context)?.kind === "touchpoint",
    run: (context) => {
      const only = onlySelected(context);
      if (only !== undefined) connect(context, only.id, end);
    },
  })),
  {
    id: "addWeakSpot",
    group: "Add",
    label: "Add a weak spot",
    icon: TriangleAlert,
    keys: ["w"],
    edits: true,
    run: startWeakSpot,
  },
  {
    id: "addNote",
    group: "Add",
    label: "Add a note",
    icon: StickyNote,
    keys: ["n"],
    edits: true,
    run: (context) => addNoteAt(context, context.local.getState().canvas?.middle() ?? { x: 0, y: 0 }),
  },
  {
    id: "addStage",
    group: "Add",
    label: "Add a stage",
    icon: Columns3,
    keys: ["s"],
    edits: true,
    run: (context) => addStage(context),
  },
  {
    id: "addLane",
    group: "Add",
    label: "Add a lane",
    icon: Rows3,
    keys: ["l"],
    edits: true,
    run: (context) => addLane(context),
  },
  {
    id: "addCurve",
    group: "Add",
    label: "Add the promised and delivered lines",
    edits: true,
    isHidden: ({ map }) => map.mirror.all("lane").some(({ kind }) => kind === "curve"),
    run: (context) => addLane(context, "curve"),
  },
];

const views: readonly Action[] = [
  {
    id: "selectTool",
    group: "View",
    label: "Put the tool down, then the selection",
    icon: MousePointer2,
    keys: ["Escape", "v"],
    run: ({ local }) => {
      const { tool, setTool, select } = local.getState();
      if (tool === "select") select([]);
      else setTool("select");
    },
  },
  {
    id: "selectConnection",
    group: "View",
    label: "Select its next connection",
    keys: ["Shift+c"],
    isEnabled: (context) => connectionsFromSelected(context).length > 0,
    run: selectNextConnection,
  },
  {
    id: "zoomIn",
    group: "View",
    label: "Zoom in",
    icon: ZoomIn,
    keys: ["+", "="],
    run: ({ local }) => local.getState().canvas?.zoomIn(),
  },
  {
    id: "zoomOut",
    group: "View",
    label: "Zoom out",
    icon: ZoomOut,
    keys: ["-"],
    run: ({ local }) => local.getState().canvas?.zoomOut(),
  },
  {
    id: "zoomToFit",
    group: "View",
    label: "Zoom to fit",
    icon: Fullscreen,
    keys: ["0"],
    run: ({ local }) => local.getState().canvas?.zoomToFit(),
  },
  {
    id: "collapse",
    group: "View",
    label: (context) => (isCollapsed(context) ? "Expand" : "Collapse"),
    icon: UnfoldHorizontal,
    keys: ["Mod+."],
    isEnabled: hasAxis,
    run: (context) => {
      const only = onlySelected(context);
      const { toggleStage, toggleLane } = context.local.getState();
      if (only?.kind === "stage") toggleStage(only.id);
      if (only?.kind === "lane") toggleLane(only.id);
    },
  },
  {
    id: "toggleCompact",
    group: "View",
    label: ({ local }) => (local.getState().compact ? "Show full cards" : "Show compact cards"),
    icon: ArrowLeftRight,
    run: ({ local }) => local.getState().setCompact(!local.getState().compact),
  },
  {
    id: "toggleMinimap",
    group: "View",
    label: ({ local }) => (local.getState().showMinimap ? "Hide the minimap" : "Show the minimap"),
    icon: MapIcon,
    keys: ["m"],
    run: ({ local }) => local.getState().setShowMinimap(!local.getState().showMinimap),
  },
];

const voice: Action = {
  id: "readOutOthers",
  group: "View",
  label: ({ local }) => (local.getState().readsOutOthers ? "Keep others’ changes quiet" : "Read out others’ changes"),
  run: ({ local }) => local.setState({ readsOutOthers: !local.getState().readsOutOthers }),
};

/** What can be done on the canvas. */
export const canvasActions: readonly Action[] = [...edits, ...additions, ...views, voice];

function hasSelection({ local }: ActionContext): boolean {
  return local.getState().selection.length > 0;
}

function hasTouchpoints(context: ActionContext): boolean {
  return selectedIds(context, "touchpoint").length > 0;
}

function canCopy(context: ActionContext): boolean {
  return hasTouchpoints(context) || selectedIds(context, "note").length > 0;
}

/** A page that is not served over https or from this machine; the keys still copy and paste there. */
function hasNoClipboard(): boolean {
  return typeof navigator === "undefined" || navigator.clipboard === undefined;
}

function hasAxis(context: ActionContext): boolean {
  const kind = onlySelected(context)?.kind;
  return kind === "stage" || kind === "lane";
}

function isCollapsed(context: ActionContext): boolean {
  const id = onlySelected(context)?.id ?? "";
  const { collapsedStages, collapsedLanes } = context.local.getState();
  return collapsedStages.has(id) || collapsedLanes.has(id);
}

function title(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
