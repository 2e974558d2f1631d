import type { CSSProperties } from "react";
import classes from "./LevelChart.module.css";
import type { ZoneScale } from "./zoneScale.ts";

interface LevelHandleProps {
  label: string;
  level: number;
  /** The level in words, for screen readers. */
  text: string;
  /** It is the model's default and nobody's statement. */
  assumed: boolean;
  scale: ZoneScale;
  lowerIsBetter: boolean;
  readOnly: boolean;
  /** While it is dragged or moved by a key; `undefined` puts it back. */
  onDraft: (level: number | undefined) => void;
  onCommit: (level: number) => void;
}

/** A level as a mark on the axis: dragged, or moved by the arrow keys and written when they rest; Escape puts it back. */
export function LevelHandle(props: LevelHandleProps) {
  const { label, level, text, assumed, scale, lowerIsBetter, readOnly, onDraft, onCommit } = props;
  if (readOnly) {
    const style: CSSProperties = { left: `${scale.position(level) * 100}%` };
    return <span className={`${classes.mark} ${assumed ? classes.assumed : ""}`} style={style} aria-hidden="true" />;
  }
  const commit = (input: HTMLInputElement) => {
    // A level off the grid of steps is shown on it; only a move writes it.
    if (input.dataset.moved === "true") onCommit(Number(input.value));
    delete input.dataset.moved;
    onDraft(undefined);
  };
  return (
    <input
      type="range"
      className={`${classes.slider} ${assumed ? classes.assumed : ""}`}
      // Better is to the right.
      dir={lowerIsBetter ? "rtl" : "ltr"}
      min={scale.min}
      max={scale.max}
      step={scale.step}
      value={level}
      aria-label={label}
      aria-valuetext={assumed ? `${text}, assumed` : text}
      title={assumed ? `${label}: ${text}, assumed until you set it` : `${label}: ${text}`}
      onChange={(event) => {
        event.target.dataset.moved = "true";
        onDraft(Number(event.target.value));
      }}
      onPointerUp={(event) => commit(event.currentTarget)}
      onKeyUp={(event) => commit(event.currentTarget)}
      onBlur={(event) => commit(event.currentTarget)}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.currentTarget.dataset.moved !== "true") return;
        event.stopPropagation();
        delete event.currentTarget.dataset.moved;
        onDraft(undefined);
      }}
    />
  );
}
