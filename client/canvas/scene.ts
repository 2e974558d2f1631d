import type { Mirror } from "../../shared/doc/mirror.ts";
import { type CardBox, layoutMap, type MapLayout, type NoteBox } from "../../shared/layout/layoutMap.ts";
import { type SpatialIndex, spatialIndex } from "../../shared/layout/spatialIndex.ts";
import type { Kind, RecordRef } from "../../shared/model/kinds.ts";
import type { Observable } from "../session/observable.ts";
import type { LocalStore } from "../state/local.ts";
import { pacedCall, scenePaceMs } from "./paced.ts";

/** A box that stands for a record: a touchpoint's card or a note. */
export type Box = CardBox | NoteBox;

/** Where everything lies now, and an index to find it by place. The same object while nothing moved. */
export interface Scene {
  readonly layout: MapLayout;
  /** Notes lie above cards. */
  readonly boxes: SpatialIndex<Box>;
}

export interface SceneStore extends Observable<Scene> {
  /** Starts to follow the map. @returns a function that stops. */
  connect: () => () => void;
}

const placing: readonly Kind[] = ["stage", "lane", "touchpoint", "note"];

/**
 * The scene of a map as one person sees it. After a change it is laid out anew when somebody reads it; listeners are
 * told at a pace.
 */
export function createScene(mirror: Mirror, local: LocalStore): SceneStore {
  const listeners = new Set<() => void>();
  let scene: Scene | undefined;
  let isStale = true;
  let shown: Scene | undefined;

  const read = (): Scene => {
    if (scene !== undefined && !isStale) return scene;
    isStale = false;
    const { compact, collapsedStages, collapsedLanes } = local.getState();
    const before = scene?.layout;
    const layout = layoutMap(mirror, { compact, collapsedStages, collapsedLanes }, before);
    if (scene === undefined || layout !== before) scene = { layout, boxes: indexed(layout, scene) };
    return scene;
  };
  const notify = () => {
    const now = read();
    if (now === shown) return;
    shown = now;
    for (const listener of listeners) listener();
  };
  const notice = pacedCall(notify, scenePaceMs);
  const changed = () => {
    isStale = true;
    notice.ask();
  };

  return {
    read,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    connect() {
      const stops = placing.map((kind) => mirror.subscribeKind(kind, changed));
      const watched = ["compact", "collapsedStages", "collapsedLanes"] as const;
      stops.push(local.subscribe((now, before) => watched.some((key) => now[key] !== before[key]) && changed()));
      changed();
      return () => {
        notice.cancel();
        for (const stop of stops) stop();
      };
    },
  };
}

/** The node that shows a record on the canvas. */
export function nodeId({ kind, id }: RecordRef): string {
  return `${kind}:${id}`;
}

/** The record that a node shows. */
export function refOfNode(node: string): RecordRef {
  const [kind = "", ...id] = node.split(":");
  return { kind: kind === "note" ? "note" : "touchpoint", id: id.join(":") };
}

/** A box by its record; `undefined` while it is hidden or gone. */
export function boxOf({ layout }: Scene, { kind, id }: RecordRef): Box | undefined {
  if (kind === "touchpoint") return layout.cards.get(id);
  return kind === "note" ? layout.notes.get(id) : undefined;
}

function indexed(layout: MapLayout, before: Scene | undefined): SpatialIndex<Box> {
  const { cards, notes } = layout;
  if (before?.layout.cards === cards && before.layout.notes === notes) return before.boxes;
  return spatialIndex<Box>([...cards.values(), ...notes.values()]);
}
