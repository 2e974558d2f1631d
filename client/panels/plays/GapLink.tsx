import { ArrowRight } from "lucide-react";
import type { PlayPlace } from "../../../shared/recovery/pillars.ts";
import { usePlaces } from "./places.tsx";
import classes from "./ReadinessView.module.css";

/** Something missing; a press leads to where it is put right. */
export function GapLink({ place, note, children }: { place: PlayPlace; note?: string; children: string }) {
  const { go } = usePlaces();
  return (
    <button type="button" className={classes.lack} onClick={() => go(place)}>
      <ArrowRight size={14} aria-hidden="true" />
      <span className={classes.text}>{children}</span>
      {note !== undefined && <span className={classes.note}>{note}</span>}
    </button>
  );
}
