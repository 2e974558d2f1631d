import { type ReactNode, type PointerEvent as ReactPointerEvent, Suspense, useState, type KeyboardEvent } from "react";
import { useMediaQuery } from "@mantine/hooks";
import { inspectorId, leaveInspector } from "../../actions/inspectorFocus.ts";
import { useLocal, useLocalStore } from "../../state/local.ts";
import { ErrorBoundary } from "../../ui/ErrorBoundary.tsx";
import classes from "./InspectorPane.module.css";
import { lazyPart } from "../../ui/lazyPart.ts";

const Inspector = lazyPart(async () => (await import("../../panels/Inspector.tsx")).Inspector);

const widthKey = "kept:inspector-width";
const narrowest = 320;
const widest = 720;
const usual = 380;

const heights = ["low", "half", "full"] as const;
type Height = (typeof heights)[number];

/** Where the inspector is: at the right, as wide as one likes it; on a phone a sheet from below with three heights. */
export function InspectorPane() {
  const phone = useMediaQuery("(max-width: 700px)", false, { getInitialValueInEffect: false });
  const inspector = (
    <ErrorBoundary what="The inspector">
      <Suspense fallback={<div className={classes.loading} role="status" aria-label="Opening the inspector" />}>
        <Inspector />
      </Suspense>
    </ErrorBoundary>
  );
  return phone ? <Sheet>{inspector}</Sheet> : <Side>{inspector}</Side>;
}

function Side({ children }: { children: ReactNode }) {
  const close = useClose();
  const [width, setWidth] = useState(readWidth);
  const resize = (next: number) => {
    const bounded = Math.min(widest, Math.max(narrowest, Math.round(next)));
    setWidth(bounded);
    try {
      localStorage.setItem(widthKey, String(bounded));
    } catch {
      // The width then lasts as long as the page.
    }
  };
  const drag = (event: ReactPointerEvent<HTMLElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) resize(window.innerWidth - event.clientX);
  };
  const keys = (event: KeyboardEvent) => {
    const step = { ArrowLeft: 16, ArrowRight: -16 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    resize(width + step);
  };
  return (
    // Esc anywhere inside closes it, as look.md says; the panel's own button does the same.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside
      id={inspectorId}
      tabIndex={-1}
      className={classes.side}
      style={{ width }}
      aria-label="Inspector"
      onKeyDown={close}
    >
      {/* A separator that moves is a control: it has a value and takes the arrow keys. */}
      {/* oxlint-disable jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-noninteractive-tabindex */}
      <div
        className={classes.grip}
        role="separator"
        tabIndex={0}
        aria-label="Width of the inspector"
        aria-orientation="vertical"
        aria-valuenow={width}
        aria-valuemin={narrowest}
        aria-valuemax={widest}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onKeyDown={keys}
        onDoubleClick={() => resize(usual)}
      />
      {/* oxlint-enable jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-noninteractive-tabindex */}
      <div className={classes.content}>{children}</div>
    </aside>
  );
}

function Sheet({ children }: { children: ReactNode }) {
  const close = useClose();
  const setOpen = useLocal((local) => local.setInspectorOpen);
  const [height, setHeight] = useState<Height>("half");
  const [start, setStart] = useState<number>();
  const move = (by: 1 | -1) => {
    const next = heights[heights.indexOf(height) + by];
    if (next !== undefined) setHeight(next);
    else if (by < 0) setOpen(false);
  };
  const release = (event: ReactPointerEvent) => {
    if (start === undefined) return;
    const moved = start - event.clientY;
    setStart(undefined);
    if (Math.abs(moved) > 24) move(moved > 0 ? 1 : -1);
    else setHeight(heights[(heights.indexOf(height) + 1) % heights.length] ?? "half");
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside
      id={inspectorId}
      tabIndex={-1}
      className={classes.sheet}
      data-height={height}
      aria-label="Inspector"
      onKeyDown={close}
    >
      <button
        type="button"
        className={classes.handle}
        aria-label={`Height of the inspector: ${height}. Press for another`}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setStart(event.clientY);
        }}
        onPointerUp={release}
        onClick={(event) => {
          // A click without a pointer comes from the keyboard.
          if (event.detail === 0) setHeight(heights[(heights.indexOf(height) + 1) % heights.length] ?? "half");
        }}
        onKeyDown={(event) => {
          const step = ({ ArrowUp: 1, ArrowDown: -1 } as const)[event.key];
          if (step !== undefined) move(step);
        }}
      />
      <div className={classes.content}>{children}</div>
    </aside>
  );
}

/** Closes on Esc, unless something inside took it, and gives the focus back to the canvas. */
function useClose(): (event: KeyboardEvent) => void {
  const local = useLocalStore();
  return (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) leaveInspector(local);
  };
}

function readWidth(): number {
  try {
    return Math.min(widest, Math.max(narrowest, Number(localStorage.getItem(widthKey)) || usual));
  } catch {
    return usual;
  }
}
