import { createContext, use, useSyncExternalStore } from "react";
import { useStore } from "zustand";
import { must } from "../../shared/assert.ts";
import type { CanvasUi, CanvasUiStore } from "./canvasUi.ts";
import type { Feed, NodeFeed } from "./nodeFeed.ts";
import type { MatchStore } from "./matchStore.ts";
import type { Offsets } from "./offsets.ts";
import type { Scene, SceneStore } from "./scene.ts";
import type { Viewport } from "./viewport.ts";

/** The parts of one canvas. */
export interface Canvas {
  scene: SceneStore;
  viewport: Viewport;
  feed: NodeFeed;
  matches: MatchStore;
  offsets: Offsets;
  ui: CanvasUiStore;
}

export const CanvasContext = createContext<Canvas | undefined>(undefined);

export function useCanvas(): Canvas {
  return must(use(CanvasContext), "There is no canvas above this component");
}

/** A part of the scene; wakes the component when that part changes. */
export function useScene<T>(select: (scene: Scene) => T): T {
  const { scene } = useCanvas();
  return useSyncExternalStore(scene.subscribe, () => select(scene.read()));
}

export function useFeed<T>(select: (feed: Feed) => T): T {
  const { feed } = useCanvas();
  return useSyncExternalStore(feed.subscribe, () => select(feed.read()));
}

export function useCanvasUi<T>(select: (ui: CanvasUi) => T): T {
  return useStore(useCanvas().ui, select);
}
