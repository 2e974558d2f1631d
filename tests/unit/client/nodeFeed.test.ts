import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createCanvasUi } from "../../../client/canvas/canvasUi.ts";
import { createNodeFeed, type NodeFeed } from "../../../client/canvas/nodeFeed.ts";
import { createOffsets } from "../../../client/canvas/offsets.ts";
import { createScene } from "../../../client/canvas/scene.ts";
import type { View, Viewport } from "../../../client/canvas/viewport.ts";
import { createLocalStore } from "../../../client/state/local.ts";
import { runCommand } from "../../../shared/commands/registry.ts";
import { createDoc } from "../../../shared/doc/mapDoc.ts";
import { openMirror } from "../../../shared/doc/mirror.ts";

const frameMs = 16;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("requestAnimationFrame", (call: () => void) => setTimeout(call, frameMs));
  vi.stubGlobal("cancelAnimationFrame", clearTimeout);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Lets the clock run until everything that was put off is done. */
function rest(): void {
  vi.advanceTimersByTime(5_000);
}

/** A map of 10 stages with `count` touchpoints in one lane each, and a window that the test moves. */
function open(count: number) {
  const doc = createDoc({
    format: "kept.journey",
    version: 1,
    title: "Feed",
    stages: Array.from({ length: 10 }, (_, i) => ({ id: `s${i}`, title: `S${i}` })),
    lanes: [{ id: "l", title: "Lane", kind: "touchpoints" }],
    touchpoints: Array.from({ length: count }, (_, i) => ({
      id: `t${i}`,
      stage: `s${Math.floor((i * 10) / count)}`,
      lane: "l",
      title: `T${i}`,
    })),
  });
  const mirror = openMirror(doc);
  const local = createLocalStore();
  const ui = createCanvasUi();
  const scene = createScene(mirror, local);
  let view: View = { x: 0, y: 0, zoom: 1, width: 1_440, height: 900 };
  const listeners = new Set<(view: View) => void>();
  const viewport: Viewport = {
    read: () => view,
    visible: () => ({
      x: -view.x / view.zoom,
      y: -view.y / view.zoom,
      width: view.width / view.zoom,
      height: view.height / view.zoom,
    }),
    toCanvas: ({ clientX, clientY }) => ({ x: (clientX - view.x) / view.zoom, y: (clientY - view.y) / view.zoom }),
    panBy: () => undefined,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const offsets = createOffsets();
  const feed = createNodeFeed(scene, viewport, local, ui, offsets);
  scene.connect();
  feed.connect();
  const look = (next: Partial<View>) => {
    view = { ...view, ...next };
    for (const listener of listeners) listener(view);
  };
  const edit = (name: Parameters<typeof runCommand>[1], args: object) => runCommand({ doc, mirror }, name, args, {});
  rest();
  return { feed, local, ui, offsets, look, edit };
}

const ids = (feed: NodeFeed) => new Set(feed.read().nodes.map(({ id }) => id));

test("G1 only what is in the window and around it is a node, wherever the window goes", () => {
  const { feed, look } = open(1_000);
  const first = ids(feed);
  expect(first.size).toBeGreaterThan(40);
  expect(first.size).toBeLessThan(200);
  look({ x: -7_000, y: -2_000 });
  rest();
  const second = ids(feed);
  expect(second.size).toBeGreaterThan(40);
  expect([...second].filter((id) => first.has(id))).toEqual([]);
});

test("G1 a node that did not move keeps its identity; renaming changes no node at all", () => {
  const { feed, edit } = open(60);
  const before = feed.read();
  edit("patchTouchpoint", { id: "t3", fields: { title: "Renamed" } });
  rest();
  expect(feed.read()).toBe(before);
  edit("moveTouchpoints", { ids: ["t5"], stage: "s0", lane: "l", before: "t4" });
  rest();
  const moved = feed.read().nodes.filter((node) => !before.nodes.includes(node));
  expect(moved.map(({ id }) => id)).toEqual(expect.arrayContaining(["touchpoint:t4", "touchpoint:t5"]));
  expect(moved.length).toBeLessThan(before.nodes.length / 2);
});

test("G2 when too many boxes are in view all are painted and none is a node, but those in hand", () => {
  const { feed, look, local, ui } = open(1_000);
  expect(feed.read()).toMatchObject({ isFar: false, paints: false });
  look({ zoom: 0.1 });
  rest();
  expect(feed.read()).toMatchObject({ isFar: true, paints: true, nodes: [] });
  local.setState({ selection: [{ kind: "touchpoint", id: "t500" }] });
  ui.setState({ hovered: { kind: "touchpoint", id: "t7" } });
  rest();
  expect(ids(feed)).toEqual(new Set(["touchpoint:t500", "touchpoint:t7"]));
  look({ zoom: 1 });
  rest();
  expect(feed.read()).toMatchObject({ isFar: false, paints: false });
});

test("G2 what is dragged from afar is an element while it is off its place, whoever drags it", () => {
  const { feed, look, offsets } = open(1_000);
  look({ zoom: 0.1 });
  rest();
  offsets.set(["touchpoint:t9"], { x: 10, y: 0 });
  rest();
  expect(ids(feed)).toEqual(new Set(["touchpoint:t9"]));
  const before = feed.read();
  offsets.set(["touchpoint:t9"], { x: 20, y: 0 });
  rest();
  expect(feed.read()).toBe(before);
  offsets.clear(["touchpoint:t9"]);
  rest();
  expect(ids(feed)).toEqual(new Set());
});

test("G3 nodes are made a few a frame, and what is missing in view is painted meanwhile", () => {
  const { feed, look } = open(1_000);
  const before = ids(feed);
  const made = () => [...ids(feed)].filter((id) => !before.has(id)).length;
  look({ x: -7_000, y: -2_000 });
  vi.advanceTimersByTime(frameMs);
  const atOnce = made();
  expect(feed.read().paints).toBe(true);
  rest();
  expect(feed.read().paints).toBe(false);
  expect(made()).toBeGreaterThan(2 * atOnce);
});
