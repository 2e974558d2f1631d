import { useCallback, useSyncExternalStore } from "react";
import { groupBy } from "../../shared/groupBy.ts";
import type { WeakSpot } from "../../shared/model/kinds.ts";
import type { ActionPriority } from "../../shared/risk/actionPriority.ts";
import type { MapSession } from "../session/openMap.ts";
import { useMap } from "./useMap.ts";

/** How urgent a weak spot is: its action priority, or `open` while it is not scored. */
export type Urgency = ActionPriority | "open";

/** What a touchpoint's weak spots and plays put on its card. The same object for the same marks. */
export interface WeakMarks {
  /** The most urgent of its weak spots; undefined without one. */
  readonly urgency: Urgency | undefined;
  /** Whether a plan B is attached here, and whether every weak spot that has one has a ready one. */
  readonly play: "ready" | "attached" | undefined;
}

/** Readiness from which a plan B counts as ready. */
const readyFrom = 80;

const ranks: Record<Urgency, number> = { open: 0, L: 1, M: 2, H: 3 };
const known = new Map<string, WeakMarks>();
const noMarks = marksOf(undefined, undefined);
const byTouchpoint = new WeakMap<readonly WeakSpot[], ReadonlyMap<string, readonly WeakSpot[]>>();

type Marked = Pick<MapSession, "mirror" | "risk">;

/** A touchpoint's marks as they are now. While the engine loads nothing is scored and no plan B is ready. */
export function weakMarks({ mirror, risk }: Marked, touchpoint: string): WeakMarks {
  const spots = weakSpotsAt(mirror, touchpoint);
  const own = mirror.read("touchpoint", touchpoint)?.plays;
  if (spots.length === 0 && own === undefined) return noMarks;
  const engine = risk.read();
  const urgency = spots
    .map(({ id }): Urgency => engine?.weakSpot(id)?.actionPriority ?? "open")
    .reduce<Urgency | undefined>(
      (top, each) => (top === undefined || ranks[each] > ranks[top] ? each : top),
      undefined,
    );
  const plays = [own ?? [], ...spots.map((spot) => spot.plays ?? [])]
    .map((ids) => ids.filter((id) => mirror.read("play", id) !== undefined))
    .filter((ids) => ids.length > 0);
  const isReady = plays.every((ids) => ids.some((id) => (engine?.play(id)?.score ?? 0) >= readyFrom));
  return marksOf(urgency, plays.length === 0 ? undefined : isReady ? "ready" : "attached");
}

/** {@link weakMarks}; wakes the component when they change. A touchpoint without any does not load the engine. */
export function useWeakMarks(touchpoint: string): WeakMarks {
  const map = useMap();
  const read = () => weakMarks(map, touchpoint);
  const isMarked = read() !== noMarks;
  const subscribe = useCallback(
    (wake: () => void) => {
      const stops = [map.mirror.subscribeKind("weakSpot", wake), isMarked ? map.risk.subscribe(wake) : () => undefined];
      return () => stops.forEach((stop) => stop());
    },
    [map, isMarked],
  );
  return useSyncExternalStore(subscribe, read);
}

/**
 * Calls when any touchpoint's marks may have changed, first of all where the map has any. The engine is loaded once it
 * has something to mark.
 */
export function watchWeakMarks({ mirror, risk }: Marked, wake: () => void): () => void {
  let stopRisk: (() => void) | undefined;
  const changed = () => {
    if (stopRisk === undefined && mirror.all("weakSpot").length + mirror.all("play").length === 0) return;
    stopRisk ??= risk.subscribe(wake);
    wake();
  };
  const stops = (["weakSpot", "play", "touchpoint"] as const).map((kind) => mirror.subscribeKind(kind, changed));
  changed();
  return () => {
    stopRisk?.();
    for (const stop of stops) stop();
  };
}

/** The weak spots at a touchpoint, in document order. */
export function weakSpotsAt(mirror: MapSession["mirror"], touchpoint: string): readonly WeakSpot[] {
  const all = mirror.all("weakSpot");
  let groups = byTouchpoint.get(all);
  if (groups === undefined) {
    groups = groupBy(all, (spot) => spot.touchpoint);
    byTouchpoint.set(all, groups);
  }
  return groups.get(touchpoint) ?? none;
}

const none: readonly WeakSpot[] = [];

function marksOf(urgency: WeakMarks["urgency"], play: WeakMarks["play"]): WeakMarks {
  const key = `${urgency} ${play}`;
  const marks = known.get(key) ?? { urgency, play };
  known.set(key, marks);
  return marks;
}
