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

/** The address of a map's page. */
export function mapPath(id: string): string {
  return `/maps/${encodeURIComponent(id)}`;
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
