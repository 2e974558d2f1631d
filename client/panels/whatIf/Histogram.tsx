import classes from "./Histogram.module.css";
import { shareText } from "../../../shared/whatif/changeText.ts";

interface HistogramProps {
  title: string;
  bars: readonly { label: string; share: number }[];
}

/** Shares as columns, each with its figure for who cannot see the picture. */
export function Histogram({ title, bars }: HistogramProps) {
  const most = Math.max(...bars.map(({ share }) => share), 1e-9);
  return (
    <figure className={classes.figure}>
      <figcaption className={classes.title}>{title}</figcaption>
      <ol className={classes.bars}>
        {bars.map(({ label, share }) => (
          <li key={label} className={classes.column} title={shareText(share)}>
            <span className={classes.room} aria-hidden="true">
              <span className={classes.bar} style={{ height: `${(100 * share) / most}%` }} />
            </span>
            <span className={classes.label}>
              {label}
              <span className="visually-hidden">: {shareText(share)}</span>
            </span>
          </li>
        ))}
      </ol>
    </figure>
  );
}
