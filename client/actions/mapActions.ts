import {
  Command,
  Download,
  Drama,
  GitFork,
  Grid3x3,
  History,
  Keyboard,
  Layers,
  ListTree,
  MousePointer2,
  PanelRight,
  Redo2,
  Search,
  Settings2,
  Share2,
  ShieldCheck,
  Speech,
  SunMoon,
  TriangleAlert,
  Undo2,
} from "lucide-react";
import { announce } from "../state/announce.ts";
import { mapPath } from "../state/place.ts";
import type { Action, ActionContext } from "./action.ts";
import { downloadJourney } from "./exportFile.ts";
import { enterFind } from "./findFocus.ts";
import { enterInspector, isInInspector, leaveInspector } from "./inspectorFocus.ts";
import { mayEdit } from "../session/mayEdit.ts";

/** What can be done with a map besides drawing in it. */
export const mapActions: readonly Action[] = [
  {
    id: "undo",
    group: "Edit",
    label: ({ map }) => named("Undo", map.undo.undoLabel),
    icon: Undo2,
    keys: ["Mod+z"],
    edits: true,
    isEnabled: ({ map }) => map.undo.undoLabel !== undefined,
    run: ({ map }) => say("Undone", map.undo.undo()),
  },
  {
    id: "redo",
    group: "Edit",
    label: ({ map }) => named("Redo", map.undo.redoLabel),
    icon: Redo2,
    keys: ["Mod+Shift+z", "Mod+y"],
    edits: true,
    isEnabled: ({ map }) => map.undo.redoLabel !== undefined,
    run: ({ map }) => say("Redone", map.undo.redo()),
  },
  {
    id: "find",
    group: "View",
    label: "Find and filter",
    icon: Search,
    keys: ["Mod+f", "/"],
    inFields: true,
    run: enterFind,
  },
  {
    id: "toggleOutline",
    group: "View",
    label: ({ local }) => (local.getState().outlineOpen ? "Close the outline" : "Open the outline"),
    icon: ListTree,
    keys: ["Mod+Shift+o"],
    run: ({ local }) => local.getState().setOutlineOpen(!local.getState().outlineOpen),
  },
  {
    id: "toggleInspector",
    group: "View",
    label: () => (isInInspector() ? "Close the inspector" : "Go to the inspector"),
    icon: PanelRight,
    keys: ["Mod+i"],
    run: ({ local }) => (isInInspector() ? leaveInspector(local) : enterInspector(local)),
  },
  ...layerActions(),
  {
    id: "toggleCursors",
    group: "View",
    label: ({ local }) => (local.getState().showCursors ? "Hide others’ cursors" : "Show others’ cursors"),
    icon: MousePointer2,
    run: ({ local }) => local.getState().setShowCursors(!local.getState().showCursors),
  },
  {
    id: "toggleScheme",
    group: "View",
    label: "Switch between light and dark",
    icon: SunMoon,
    run: ({ toggleScheme }) => toggleScheme(),
  },
  {
    id: "share",
    group: "Map",
    label: ({ map }) => (map.role === "owner" ? "Share" : "Who may open it"),
    icon: Share2,
    isHidden: ({ map }) => map.me.kind === "guest",
    run: openDialog("share"),
  },
  {
    id: "openRiskMap",
    group: "Map",
    label: "Open the risk map",
    icon: Grid3x3,
    run: ({ map, go }) => go(mapPath(map.mapId, "risk")),
  },
  {
    id: "openHistory",
    group: "Map",
    label: "Version history",
    icon: History,
    keys: ["Mod+Alt+h"],
    run: ({ map, go }) => go(mapPath(map.mapId, "history")),
  },
  {
    id: "settings",
    group: "Map",
    label: "Map settings",
    icon: Settings2,
    run: openDialog("settings"),
  },
  {
    id: "rehearse",
    group: "Map",
    label: ({ local }) => (playIn(local) === undefined ? "Rehearse a plan B" : "Rehearse this plan B"),
    icon: Drama,
    run: ({ map, local, go }) => {
      const play = playIn(local);
      const page = mapPath(map.mapId, "rehearsals");
      go(play === undefined || !mayEdit(map.role) ? page : `${page}/new?play=${encodeURIComponent(play)}`);
    },
  },
  {
    id: "exportJourney",
    group: "Map",
    label: "Download journey file",
    icon: Download,
    run: ({ map }) => downloadJourney(map.mirror),
  },
  {
    id: "palette",
    group: "Help",
    label: "Search for an action",
    icon: Command,
    keys: ["Mod+k"],
    inFields: true,
    run: openDialog("palette"),
  },
  {
    id: "keys",
    group: "Help",
    label: "Show the keys",
    icon: Keyboard,
    keys: ["?"],
    run: openDialog("keys"),
  },
];

/** A layer dims what is not its own and opens its panel; the one that is on is not offered. */
function layerActions(): Action[] {
  const layers = [
    { layer: "all", label: "Layer: everything", icon: Layers },
    { layer: "promises", label: "Layer: promises", icon: Speech },
    { layer: "weakSpots", label: "Layer: weak spots", icon: TriangleAlert },
    { layer: "scenarios", label: "Layer: what-if", icon: GitFork },
    { layer: "plays", label: "Layer: plans B", icon: ShieldCheck },
  ] as const;
  return layers.map(({ layer, label, icon }) => ({
    id: `layer-${layer}`,
    group: "View",
    label,
    icon,
    isHidden: ({ local }) => local.getState().layer === layer,
    run: ({ local }) => local.getState().openLayer(layer),
  }));
}

/** The play that alone is selected. */
function playIn(local: ActionContext["local"]): string | undefined {
  const [only, ...more] = local.getState().selection;
  return only?.kind === "play" && more.length === 0 ? only.id : undefined;
}

function named(verb: string, label: string | undefined): string {
  return label === undefined ? verb : `${verb}: ${label}`;
}

function say(verb: string, label: string | undefined): void {
  if (label !== undefined) announce(`${verb}: ${label}`);
}

function openDialog(dialog: "share" | "settings" | "keys" | "palette") {
  return ({ local }: ActionContext) => local.getState().setDialog(dialog);
}
