import { useEffect, useSyncExternalStore } from "react";
import { createObserved, type Observable } from "../session/observable.ts";

/** Which page is shown: the path and the query of the address. */
export interface Place {
  path: string;
  search: string;
}

const here = createObserved(readPlace());
window.addEventListener("popstate", update);

export const place: Observable<Place> = here;

export function usePlace(): Place {
  return useSyncExternalStore(place.subscribe, place.read);
}

/** Goes to another page of the studio. @param replace leaves no step back to this one. */
export function goTo(to: string, { replace = false } = {}): void {
  window.history[replace ? "replaceState" : "pushState"](null, "", to);
  update();
  window.scrollTo(0, 0);
}

/** What of a map has a page of its own; the canvas is the map's first page. */
export const mapViews = ["canvas", "risk", "what-if", "plays", "rehearsals", "history"] as const;
export type MapView = (typeof mapViews)[number];

/** A page of a map, and which play, rehearsal or version it shows when it shows one. */
export interface MapPlace {
  map: string;
  view: MapView;
  item: string | undefined;
}

/** The address of a map's page, or of one of its other pages. */
export function mapPath(id: string, view: MapView = "canvas", item?: string): string {
  const parts = [id, ...(view === "canvas" ? [] : [view]), ...(item === undefined ? [] : [item])];
  return `/maps/${parts.map(encodeURIComponent).join("/")}`;
}

/** Reads what {@link mapPath} wrote; `undefined` when it is no page of a map. */
export function readMapPlace(path: string): MapPlace | undefined {
  const [, map, view = "canvas", item] = /^\/maps\/([\w-]+)(?:\/([\w-]+)(?:\/([^/]+))?)?\/?$/.exec(path) ?? [];
  const known = mapViews.find((each) => each === view);
  if (map === undefined || known === undefined) return undefined;
  const decoded = item === undefined ? undefined : decodedPart(item);
  // An address that was cut off within a letter names nothing.
  if (item !== undefined && decoded === undefined) return undefined;
  return { map, view: known, item: decoded };
}

function decodedPart(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

/** Goes there as soon as it is rendered, in place of the page that rendered it. */
export function Redirect({ to }: { to: string }): null {
  useEffect(() => goTo(to, { replace: true }), [to]);
  return null;
}

function update(): void {
  const next = readPlace();
  const now = here.read();
  if (next.path !== now.path || next.search !== now.search) here.set(next);
}

function readPlace(): Place {
  return { path: window.location.pathname, search: window.location.search };
}
