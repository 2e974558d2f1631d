import type { Node } from "reactflow";
import { grown, intersects, type Rect } from "../../shared/layout/rect.ts";
import type { RecordRef } from "../../shared/model/kinds.ts";
import { createObserved, type Observable } from "../session/observable.ts";
import type { LocalStore } from "../state/local.ts";
import type { CanvasUiStore } from "./canvasUi.ts";
import type { Offsets } from "./offsets.ts";
import { type Box, boxOf, nodeId, refOfNode, type SceneStore } from "./scene.ts";
import type { Viewport } from "./viewport.ts";

/** What React Flow is given, and whether the painted layer must stand in for what is not there. */
export interface Feed {
  readonly nodes: Node[];
  /** More boxes are in view than can be read: all are painted, only those in hand are nodes. */
  readonly isFar: boolean;
  /** Paint the boxes: when far, and while nodes that should be in view are still being made. */
  readonly paints: boolean;
  /** The part of the canvas that is kept ready, larger than what is visible; canvas pixels. */
  readonly window: Rect;
}

export interface NodeFeed extends Observable<Feed> {
  connect: () => () => void;
}

/** From so many boxes in view text is too small to read; back at the lower count, so that it does not flicker. */
const farAt = 150;
const nearAt = 130;
/** Beyond the window, so that panning meets cards that are there already. Screen pixels, canvas pixels from close. */
const margin = 400;
/** How far the window may move before the selection is made anew. */
const slack = 100;
/** A frame's worth of work on a slow machine. */
const addedPerFrame = 14;
const removedPerFrame = 60;
/** The first frame makes what a person sees first. */
const addedAtOnce = 40;
/** Selected and dragged boxes beyond these stay painted when far. */
const pinnedAtMost = 60;

const noHandles: [] = [];
const noData = {};
const nothing: Rect = { x: 0, y: 0, width: 0, height: 0 };

/** Chooses which boxes are React Flow nodes: those in the window and those somebody holds, made a few a frame. */
export function createNodeFeed(
  scene: SceneStore,
  viewport: Viewport,
  local: LocalStore,
  ui: CanvasUiStore,
  offsets: Offsets,
): NodeFeed {
  const feed = createObserved<Feed>({ nodes: [], isFar: false, paints: true, window: nothing });
  const mounted = new Map<string, { box: Box; node: Node }>();
  let isFar = false;
  let window = nothing;
  let wanted = new Map<string, Box>();
  let isStale = true;
  let isFirst = true;
  let frame = 0;
  let lifted = 0;

  const wants = (): Map<string, Box> => {
    const now = scene.read();
    const boxes = isFar ? [] : now.boxes.within(window);
    const found = new Map(boxes.map((box) => [nodeId(box), box]));
    for (const ref of pinned(local, ui)) {
      const box = boxOf(now, ref);
      if (box !== undefined) found.set(nodeId(ref), box);
    }
    for (const node of offsets.nodes().slice(0, pinnedAtMost)) {
      const box = boxOf(now, refOfNode(node));
      if (box !== undefined) found.set(node, box);
    }
    return found;
  };

  const step = () => {
    frame = 0;
    const view = viewport.visible();
    if (view.width === 0) return;
    const inView = scene.read().boxes.count(view, farAt + 1);
    const wasFar = isFar;
    isFar = inView > (isFar ? nearAt : farAt);
    const around = marginAt(viewport.read().zoom);
    // From afar nothing depends on the window: what is in view is painted.
    if (isStale || isFar !== wasFar || (!isFar && !covers(window, view, around))) {
      window = grown(view, around);
      wanted = wants();
      isStale = false;
    }
    const isDone = settle(view);
    isFirst = false;
    if (!isDone) schedule();
  };

  /** Brings the mounted nodes nearer to the wanted ones. @returns whether they are the same now. */
  const settle = (view: Rect): boolean => {
    let removed = 0;
    let hasChanged = false;
    for (const id of mounted.keys()) {
      if (wanted.has(id) || removed >= removedPerFrame) continue;
      mounted.delete(id);
      removed++;
    }
    let added = 0;
    let missing = false;
    const limit = isFirst ? addedAtOnce : addedPerFrame;
    for (const [id, box] of nearestFirst(wanted, mounted, view)) {
      const known = mounted.get(id);
      if (known?.box === box) continue;
      if (known === undefined && added >= limit) {
        missing ||= intersects(box, view);
        continue;
      }
      if (known === undefined) added++;
      mounted.set(id, { box, node: nodeOf(id, box) });
      hasChanged = true;
    }
    hasChanged ||= removed > 0;
    const before = feed.read();
    const paints = isFar || missing;
    if (hasChanged || before.isFar !== isFar || before.paints !== paints || before.window !== window) {
      const nodes = hasChanged ? [...mounted.values()].map(({ node }) => node) : before.nodes;
      feed.set({ nodes, isFar, paints, window });
    }
    return mounted.size === wanted.size && !missing;
  };

  const schedule = () => {
    if (frame === 0) frame = requestAnimationFrame(step);
  };
  const refresh = () => {
    isStale = true;
    schedule();
  };

  return {
    read: feed.read,
    subscribe: feed.subscribe,
    connect() {
      const stops = [
        // A laid-out change is drawn in the frame that laid it out.
        scene.subscribe(() => {
          isStale = true;
          step();
        }),
        viewport.subscribe(schedule),
        local.subscribe((now, before) => now.selection !== before.selection && refresh()),
        ui.subscribe((now, before) => {
          if (held.some((key) => now[key] !== before[key])) refresh();
        }),
        // What is dragged moves as an element: a picture would have to be painted anew with every move.
        offsets.subscribeAll(() => {
          const now = offsets.nodes().length;
          if (now !== lifted) refresh();
          lifted = now;
        }),
      ];
      refresh();
      return () => {
        cancelAnimationFrame(frame);
        frame = 0;
        for (const stop of stops) stop();
      };
    },
  };
}

const held = ["hovered", "focused", "renaming"] as const;

/** Boxes that are nodes wherever they are: selected, focused, hovered or being renamed. */
function pinned(local: LocalStore, ui: CanvasUiStore): RecordRef[] {
  const state = ui.getState();
  const inHand = held.flatMap((key) => state[key] ?? []);
  return [...local.getState().selection.slice(0, pinnedAtMost), ...inHand];
}

/** From afar the same margin would hold far more cards. */
function marginAt(zoom: number): number {
  return Math.max(2 * slack, margin * Math.min(1, zoom));
}

/** Whether the window still surrounds the view and is not much larger than it need be. */
function covers(window: Rect, view: Rect, around: number): boolean {
  const inner = grown(window, slack - around);
  const isAround =
    inner.x <= view.x &&
    inner.y <= view.y &&
    inner.x + inner.width >= view.x + view.width &&
    inner.y + inner.height >= view.y + view.height;
  return isAround && window.width <= grown(view, around).width + 4 * slack;
}

/** Wanted boxes, those in view before those in the margin; the ones already there cost nothing. */
function nearestFirst(wanted: Map<string, Box>, mounted: ReadonlyMap<string, unknown>, view: Rect): [string, Box][] {
  const entries = [...wanted];
  if (entries.length === mounted.size && entries.every(([id]) => mounted.has(id))) return entries;
  return [
    ...entries.filter(([, box]) => intersects(box, view)),
    ...entries.filter(([, box]) => !intersects(box, view)),
  ];
}

function nodeOf(id: string, box: Box): Node {
  const { x, y, width, height } = box;
  // Known sizes and no handles: React Flow has nothing to measure and observes no element.
  return {
    id,
    type: box.kind,
    position: { x, y },
    width,
    height,
    measured: { width, height },
    handles: noHandles,
    data: noData,
  };
}
