import { MousePointer2, Spline, Square, StickyNote, TriangleAlert } from "lucide-react";
import { shortcutKeys } from "../actions/shortcut.ts";
import { type Tool, useLocal } from "../state/local.ts";
import { useCanEdit } from "../state/useMap.ts";
import classes from "./ToolBar.module.css";

const tools = [
  { tool: "select", label: "Select", key: "v", Icon: MousePointer2 },
  { tool: "touchpoint", label: "Touchpoint", key: "t", Icon: Square },
  { tool: "connection", label: "Connection", key: "c", Icon: Spline },
  { tool: "note", label: "Note", key: "n", Icon: StickyNote },
  { tool: "weakSpot", label: "Weak spot", key: "w", Icon: TriangleAlert },
] as const satisfies readonly { tool: Tool; label: string; key: string; Icon: unknown }[];

/** The tools, near the work. */
export function ToolBar() {
  const tool = useLocal((local) => local.tool);
  const setTool = useLocal((local) => local.setTool);
  const canEdit = useCanEdit();
  if (!canEdit) return null;
  return (
    <div className={classes.bar} role="toolbar" aria-label="Tools">
      {tools.map(({ tool: each, label, key, Icon }) => (
        <button
          key={each}
          type="button"
          className={classes.tool}
          aria-pressed={tool === each}
          aria-label={label}
          title={`${label} (${shortcutKeys(key).join("")})`}
          onClick={() => setTool(each)}
        >
          <Icon size={18} aria-hidden />
        </button>
      ))}
    </div>
  );
}
