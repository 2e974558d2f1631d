import { type CSSProperties, useId, useMemo } from "react";
import { type CurveLevel, curveGeometry } from "../../shared/layout/curveGeometry.ts";
import { number } from "../../shared/layout/monotone.ts";
import classes from "./TwoLines.module.css";

interface TwoLinesProps {
  points: readonly CurveLevel[];
  /** Pixels. */
  width: number;
  height: number;
  /** x of each point; spread evenly when absent. */
  xs?: readonly number[];
  /** Says the picture in a sentence; without one it is decoration beside a text that does. */
  label?: string;
}

/** Below this height the picture is a thumbnail: finer lines. */
const smallHeight = 72;

/**
 * The promised and the delivered line over the journey: 0 is the promise, up is better, the band is the zone of
 * tolerance. Between the lines blue above and vermilion below, hatched on thin evidence, open where nothing is
 * measured.
 */
export function TwoLines({ points, width, height, xs, label }: TwoLinesProps) {
  const id = useId();
  const picture = useMemo(() => curveGeometry(points, { width, height, xs }), [points, width, height, xs]);
  const { zero, desired, adequate } = picture;
  const dots = picture.marks.flatMap(({ x, y }) => (y === undefined ? [] : `M${number(x)} ${number(y)}h0`)).join("");
  // Where points stand close the lines are drawn finer, so that the areas between them still show.
  const room = width / Math.max(1, points.length);
  return (
    <svg
      style={{ "--room": `${room}px` } as CSSProperties}
      className={height < smallHeight ? `${classes.picture} ${classes.small}` : classes.picture}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role={label === undefined ? undefined : "img"}
      aria-label={label}
      aria-hidden={label === undefined ? true : undefined}
      focusable="false"
    >
      <defs>
        <clipPath id={`${id}above`}>
          <rect width={width} height={zero} />
        </clipPath>
        <clipPath id={`${id}below`}>
          <rect y={zero} width={width} height={height - zero} />
        </clipPath>
        <pattern id={`${id}hatch`} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <path d="M0 0V7" className={classes.hatch} />
        </pattern>
      </defs>
      <rect className={classes.zone} y={desired} width={width} height={adequate - desired} />
      <path className={classes.envelope} d={picture.envelope} />
      <path className={classes.above} d={picture.area} clipPath={`url(#${id}above)`} />
      <path className={classes.below} d={picture.area} clipPath={`url(#${id}below)`} />
      <path d={picture.thin} fill={`url(#${id}hatch)`} />
      <path className={classes.promised} d={picture.promised} />
      <path className={classes.delivered} d={picture.delivered} />
      <path className={classes.dots} d={dots} />
    </svg>
  );
}
