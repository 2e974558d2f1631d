import { useEffect, useEffectEvent, useId, useLayoutEffect, useRef } from "react";
import { useCanEdit } from "../../state/useMap.ts";
import { NumberField } from "../fields/NumberField.tsx";
import { parseNumber } from "../measure/numbers.ts";
import { shareText } from "../../../shared/whatif/changeText.ts";
import { type Rate, rateWords } from "./words.ts";
import classes from "./WhatIf.module.css";

interface RateFieldProps {
  rate: Rate;
  /** Where it is: names the control for who cannot see its place. */
  place: string;
  /** The scenario's own value; undefined where it is as the map. */
  value: number | undefined;
  /** What it is on the map, 0–1. */
  base: number;
  /** Called at most once a frame while a hand moves it. */
  onDraft: (value: number) => void;
  /** Called once when it is let go; `null` takes the change back. `false` when it was refused. */
  onCommit: (value: number | null) => boolean;
}

const keyStep = 0.01;

/** One rate of a touchpoint as a slider and a number, beside what it is on the map. */
export function RateField({ rate, place, value, base, onDraft, onCommit }: RateFieldProps) {
  const id = useId();
  const canEdit = useCanEdit();
  const { label, meaning } = rateWords[rate];
  const name = `${label}, ${place}`;
  const shown = value ?? base;
  const slider = useSlider(shown, onDraft, onCommit);
  return (
    <div className={classes.rate} data-changed={value !== undefined || undefined}>
      <label htmlFor={id} className={classes.rateName} title={meaning}>
        {label}
      </label>
      <input
        {...slider}
        id={id}
        type="range"
        min={0}
        max={1}
        step={keyStep / 2}
        disabled={!canEdit}
        className={classes.slider}
        aria-label={name}
        aria-valuetext={`${shareText(shown)}; ${shareText(base)} on the map`}
      />
      <NumberField
        label={`${name}, in per cent`}
        hideLabel
        value={shown}
        suffix="%"
        min={0}
        digits={(share) => String(Number((share * 100).toFixed(2)))}
        parse={(text) => {
          const parsed = parseNumber(text.replace("%", ""));
          if ("problem" in parsed) return parsed;
          return parsed.value >= 0 && parsed.value <= 100
            ? { value: Number((parsed.value / 100).toPrecision(12)) }
            : { problem: "0 to 100%" };
        }}
        onCommit={onCommit}
      />
      <span className={classes.rateBase}>
        <span>{shareText(base)} on the map</span>
        {value !== undefined && canEdit && (
          <button
            type="button"
            className={classes.link}
            aria-label={`${name}: as the map`}
            onClick={() => onCommit(null)}
          >
            As the map
          </button>
        )}
      </span>
    </div>
  );
}

/**
 * A range input that drafts once a frame and commits when it is let go: by the pointer, by the key, or at once where
 * assistive technology sets it without either.
 */
function useSlider(shown: number, onDraft: (value: number) => void, onCommit: (value: number) => boolean) {
  const ref = useRef<HTMLInputElement>(null);
  const pending = useRef<number>(undefined);
  const frame = useRef(0);
  const isKeyDown = useRef(false);
  const commit = () => {
    cancelAnimationFrame(frame.current);
    frame.current = 0;
    const value = pending.current;
    pending.current = undefined;
    if (value !== undefined) onCommit(value);
  };
  const commitNow = useEffectEvent(commit);
  useEffect(() => {
    const input = ref.current;
    // React calls every movement a change; the browser's own event comes when the hand lets go.
    const letGo = () => {
      if (!isKeyDown.current) commitNow();
    };
    input?.addEventListener("change", letGo);
    return () => input?.removeEventListener("change", letGo);
  }, []);
  // What is still in hand when the field goes away is written, as in any field: before the session is closed.
  useLayoutEffect(() => () => commitNow(), []);
  const keyUp = () => {
    isKeyDown.current = false;
    commit();
  };
  return {
    ref,
    value: shown,
    onChange(event: { target: { value: string } }) {
      pending.current = Number(event.target.value);
      if (frame.current !== 0) return;
      frame.current = requestAnimationFrame(() => {
        frame.current = 0;
        if (pending.current !== undefined) onDraft(pending.current);
      });
    },
    onKeyDown: () => {
      isKeyDown.current = true;
    },
    onKeyUp: keyUp,
    onBlur: keyUp,
  };
}
