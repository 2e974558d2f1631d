import { Check, DoorOpen } from "lucide-react";
import { useRef } from "react";
import { useLocal } from "../state/local.ts";
import { useAll } from "../state/useMap.ts";
import { useCanvasUi, useScene } from "./canvasContext.ts";
import classes from "./OverLayer.module.css";
import { useFollowView } from "./useFollowView.ts";

/** What lies over the cards while something is moved, drawn or selected. */
export function OverLayer() {
  const element = useRef<HTMLDivElement>(null);
  useFollowView(element, ["zoom"]);
  const drop = useCanvasUi((ui) => ui.drop);
  const marquee = useCanvasUi((ui) => ui.marquee);
  const guide = useCanvasUi((ui) => ui.guide);
  const width = useScene(({ layout }) => layout.width);
  const height = useScene(({ layout }) => layout.height);
  return (
    <div ref={element} className={classes.layer} aria-hidden>
      {drop !== undefined && (
        <>
          <div className={classes.cell} style={box(drop.cell)} />
          <div className={classes.mark} style={box(drop.mark)} />
        </>
      )}
      {marquee !== undefined && <div className={classes.marquee} style={box(marquee)} />}
      {guide !== undefined && (
        <div
          className={classes.guide}
          style={guide.kind === "stage" ? { left: guide.at, top: 0, height } : { left: 0, top: guide.at, width }}
        />
      )}
    </div>
  );
}

/** The journey's two ends, where a connection leads there or may soon. */
export function JourneyEnds() {
  const ends = useScene(({ layout }) => layout.ends);
  const connections = useAll("connection");
  const isConnecting = useCanvasUi((ui) => ui.connecting !== undefined);
  const isTool = useLocal(({ tool }) => tool === "connection");
  const target = useCanvasUi((ui) => ui.connecting?.target);
  return (["done", "churn"] as const).map((end) => {
    if (!isConnecting && !isTool && !connections.some(({ to }) => to === end)) return null;
    const Icon = end === "done" ? Check : DoorOpen;
    return (
      <div
        key={end}
        className={classes.end}
        data-end={end}
        data-target={target === end || undefined}
        style={box(ends[end])}
      >
        <Icon size={14} aria-hidden />
        {end === "done" ? "Done" : "Gives up"}
      </div>
    );
  });
}

function box({ x, y, width, height }: { x: number; y: number; width: number; height: number }) {
  return { left: x, top: y, width, height };
}
