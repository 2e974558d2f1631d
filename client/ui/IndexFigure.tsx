import classes from "./IndexFigure.module.css";

interface IndexFigureProps {
  /** 0–100; `null` when nothing is measured. */
  index: number | null;
  low: number | null;
  high: number | null;
  /** The index without the cap that a broken must-be sets. */
  uncapped?: number | null;
  veto?: boolean;
  /** Leaves the bar away where there is no room. */
  compact?: boolean;
}

/** The alignment index, never without its interval: a figure, its range, and a thin bar with end ticks. */
export function IndexFigure({ index, low, high, uncapped, veto = false, compact = false }: IndexFigureProps) {
  if (low === null || high === null)
    return <span className={classes.none}>{compact ? "No index yet" : "Nothing to measure yet"}</span>;
  const capped = veto && uncapped !== null && uncapped !== undefined && uncapped !== index;
  return (
    <span className={classes.figure} role="img" aria-label={inWords({ index, low, high, capped, uncapped })}>
      <span className={classes.index}>{index === null ? "?" : index.toFixed(1)}</span>
      <span className={classes.range}>
        {compact ? (
          <span>
            {low.toFixed(0)}–{high.toFixed(0)}
          </span>
        ) : (
          <>
            <span>
              {low.toFixed(1)}–{high.toFixed(1)}
              {capped && <> · capped</>}
            </span>
            <IntervalBar index={index} low={low} high={high} />
          </>
        )}
      </span>
    </span>
  );
}

function IntervalBar({ index, low, high }: { index: number | null; low: number; high: number }) {
  const x = (value: number) => 1 + (value / 100) * 78;
  return (
    <svg className={classes.bar} width="80" height="8" viewBox="0 0 80 8" aria-hidden="true" focusable="false">
      <path d="M1 4h78" className={classes.scale} />
      <path d={`M${x(low)} 1v6M${x(high)} 1v6M${x(low)} 4H${x(high)}`} className={classes.interval} />
      {index !== null && <circle cx={x(index)} cy="4" r="2.5" className={classes.point} />}
    </svg>
  );
}

interface Words {
  index: number | null;
  low: number;
  high: number;
  capped: boolean;
  uncapped?: number | null;
}

function inWords({ index, low, high, capped, uncapped }: Words): string {
  const range = `interval ${low.toFixed(1)} to ${high.toFixed(1)}`;
  if (index === null) return `Index unknown, ${range}`;
  const cap = capped && uncapped != null ? `, capped by a broken must-be; ${uncapped.toFixed(1)} without the cap` : "";
  return `Index ${index.toFixed(1)}, ${range}${cap}`;
}
