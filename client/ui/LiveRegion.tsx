import { useSyncExternalStore } from "react";
import { announcement } from "../state/announce.ts";

/** What was announced last, for screen readers; in the page once. */
export function LiveRegion() {
  const text = useSyncExternalStore(announcement.subscribe, announcement.read);
  return (
    <div role="status" aria-live="polite" className="visually-hidden">
      {text}
    </div>
  );
}
