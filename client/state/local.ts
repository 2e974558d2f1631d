import { createContext, use } from "react";
import { createStore, type StoreApi, useStore } from "zustand";
import { must } from "../../shared/assert.ts";
import type { Status } from "../../shared/alignment/insights.ts";
import type { RecordRef } from "../../shared/model/kinds.ts";

export type Tool = "select" | "touchpoint" | "connection" | "note" | "weakSpot";

/**
 * A layer dims what is not its own; with nothing selected the inspector shows its panel. `all` and `promises` show the
 * map as a whole.
 */
export const layers = ["all", "promises", "weakSpots", "scenarios", "plays"] as const;
export type Layer = (typeof layers)[number];

/** What to look for; an empty list does not filter. */
export interface Filters {
  text: string;
  statuses: readonly Status[];
  channels: readonly string[];
  departments: readonly string[];
}

export const noFilters: Filters = { text: "", statuses: [], channels: [], departments: [] };

/** A part of the canvas, in canvas pixels. */
export interface Frame {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What others may ask of the canvas; it puts itself here while it is mounted. */
export interface CanvasControls {
  zoomIn: () => void;
  zoomOut: () => void;
  zoomToFit: () => void;
  /** Brings a frame into view. */
  showFrame: (frame: Frame) => void;
  /** Brings a point of the canvas into the middle. */
  centre: (point: { x: number; y: number }, how?: { zoom?: number; atOnce?: boolean }) => void;
  /** Brings a record into view. */
  showRecord: (ref: RecordRef) => void;
  /** Moves keyboard focus to the canvas, to a record when one is given. */
  focus: (ref?: RecordRef) => void;
  /** Opens a record's name or text for writing, where it stands. */
  rename: (ref: RecordRef) => void;
  /** Starts to draw a connection from a touchpoint. */
  connect: (from: string) => void;
  /** The middle of what is visible, in canvas pixels. */
  middle: () => { x: number; y: number };
}

/** Dialogs and side panels of the map page; at most one dialog is open. */
export type Dialog = "share" | "settings" | "keys" | "palette";

/** What this tab alone knows of the map it shows. Nothing of it is in the document. */
export interface Local {
  selection: readonly RecordRef[];
  tool: Tool;
  layer: Layer;
  /** The what-if that is drawn over the map. */
  scenario: string | undefined;
  /** The touchpoint at which the inspector asks for a new weak spot. */
  startsWeakSpot: string | undefined;
  filters: Filters;
  findOpen: boolean;
  outlineOpen: boolean;
  inspectorOpen: boolean;
  zoom: number;
  collapsedStages: ReadonlySet<string>;
  collapsedLanes: ReadonlySet<string>;
  /** Low cards: more of them in view. */
  compact: boolean;
  showCursors: boolean;
  showMinimap: boolean;
  /** Others' changes are read out; quiet unless asked for. */
  readsOutOthers: boolean;
  dialog: Dialog | undefined;
  canvas: CanvasControls | undefined;

  /** Selects these and nothing else; opens the inspector for a single touchpoint, stage, lane or connection. */
  select: (refs: readonly RecordRef[]) => void;
  /** Adds one to the selection, or takes it out. */
  toggleSelected: (ref: RecordRef) => void;
  setTool: (tool: Tool) => void;
  setLayer: (layer: Layer) => void;
  /** Shows a layer together with its panel: nothing stays selected. */
  openLayer: (layer: Layer) => void;
  setScenario: (scenario: string | undefined) => void;
  setFilters: (filters: Partial<Filters>) => void;
  /** Closing shows everything again and gives the keyboard back to the canvas. */
  setFindOpen: (open: boolean) => void;
  setOutlineOpen: (open: boolean) => void;
  setInspectorOpen: (open: boolean) => void;
  setZoom: (zoom: number) => void;
  toggleStage: (id: string) => void;
  toggleLane: (id: string) => void;
  setCompact: (compact: boolean) => void;
  setShowCursors: (show: boolean) => void;
  setShowMinimap: (show: boolean) => void;
  setDialog: (dialog: Dialog | undefined) => void;
  setCanvas: (canvas: CanvasControls | undefined) => void;
}

export type LocalStore = StoreApi<Local>;

export const LocalContext = createContext<LocalStore | undefined>(undefined);

export function createLocalStore(): LocalStore {
  return createStore<Local>((set, get) => ({
    selection: [],
    tool: "select",
    layer: "all",
    scenario: undefined,
    startsWeakSpot: undefined,
    filters: noFilters,
    findOpen: false,
    outlineOpen: false,
    inspectorOpen: false,
    zoom: 1,
    collapsedStages: new Set(),
    collapsedLanes: new Set(),
    compact: false,
    showCursors: true,
    showMinimap: true,
    readsOutOthers: false,
    dialog: undefined,
    canvas: undefined,

    select: (selection) => {
      if (!sameRefs(selection, get().selection))
        set({ selection, inspectorOpen: selection.length === 1, startsWeakSpot: undefined });
      else if (selection.length === 1) set({ inspectorOpen: true });
    },
    toggleSelected: (ref) => {
      const rest = get().selection.filter((other) => !sameRef(other, ref));
      get().select(rest.length < get().selection.length ? rest : [...rest, ref]);
    },
    setTool: (tool) => set({ tool }),
    setLayer: (layer) => set({ layer }),
    openLayer: (layer) => set({ layer, selection: [], inspectorOpen: layer !== "all" }),
    setScenario: (scenario) => set({ scenario }),
    setFilters: (filters) => set({ filters: { ...get().filters, ...filters } }),
    setFindOpen: (findOpen) => {
      if (findOpen) return set({ findOpen });
      const { canvas, selection } = get();
      set({ findOpen, filters: noFilters });
      canvas?.focus(selection[0]);
    },
    setOutlineOpen: (outlineOpen) => set({ outlineOpen }),
    setInspectorOpen: (inspectorOpen) => set({ inspectorOpen }),
    setZoom: (zoom) => set({ zoom }),
    toggleStage: (id) => set({ collapsedStages: toggled(get().collapsedStages, id) }),
    toggleLane: (id) => set({ collapsedLanes: toggled(get().collapsedLanes, id) }),
    setCompact: (compact) => set({ compact }),
    setShowCursors: (showCursors) => set({ showCursors }),
    setShowMinimap: (showMinimap) => set({ showMinimap }),
    setDialog: (dialog) => set({ dialog }),
    setCanvas: (canvas) => set({ canvas }),
  }));
}

/** A part of what this tab alone knows; wakes the component when that part changes. */
export function useLocal<T>(selector: (local: Local) => T): T {
  return useStore(useLocalStore(), selector);
}

/** The store itself, for event handlers that read or set without watching. */
export function useLocalStore(): LocalStore {
  return must(use(LocalContext), "There is no map above this component");
}

export function sameRef(a: RecordRef, b: RecordRef): boolean {
  return a.kind === b.kind && a.id === b.id;
}

function sameRefs(a: readonly RecordRef[], b: readonly RecordRef[]): boolean {
  return a.length === b.length && a.every((ref, index) => b[index] !== undefined && sameRef(ref, b[index]));
}

function toggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
}
