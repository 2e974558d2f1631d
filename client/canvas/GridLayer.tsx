import { useRef } from "react";
import { useScene } from "./canvasContext.ts";
import classes from "./GridLayer.module.css";
import { useFollowView } from "./useFollowView.ts";

/** What lies under the cards: stages, lanes and the service blueprint's lines. */
export function GridLayer() {
  const element = useRef<HTMLDivElement>(null);
  useFollowView(element, ["zoom"]);
  const stages = useScene(({ layout }) => layout.stages);
  const lanes = useScene(({ layout }) => layout.lanes);
  const lines = useScene(({ layout }) => layout.lines);
  const last = stages.at(-1);
  const bottom = lanes.at(-1);
  const width = last === undefined ? 0 : last.x + last.width;
  const height = bottom === undefined ? 0 : bottom.y + bottom.height;
  return (
    <div ref={element} className={classes.grid} aria-hidden>
      <div className={classes.sheet} style={{ width, height }} />
      {stages.map((stage, index) => (
        <div
          key={stage.id}
          className={classes.stage}
          data-odd={index % 2 === 1 || undefined}
          data-collapsed={stage.collapsed || undefined}
          style={{ left: stage.x, width: stage.width, height }}
        />
      ))}
      {lanes.map((lane) => (
        <div
          key={lane.id}
          className={classes.lane}
          data-kind={lane.kind}
          style={{ top: lane.y, height: lane.height, width }}
        />
      ))}
      {lines.map(({ y, names }) => (
        <div key={names.join()} className={classes.line} data-line={names.at(-1)} style={{ top: y, width }} />
      ))}
    </div>
  );
}
