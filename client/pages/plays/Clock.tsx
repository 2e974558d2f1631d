import { useNow } from "../../state/useNow.ts";
import classes from "./RunPage.module.css";

/** Time since the failure was noticed, running. @param since ISO 8601. */
export function Clock({ since }: { since: string }) {
  const seconds = Math.max(0, Math.floor((useNow() - Date.parse(since)) / 1_000));
  const hours = Math.floor(seconds / 3_600);
  const two = (value: number) => String(value).padStart(2, "0");
  const text = `${hours > 0 ? `${hours}:${two(Math.floor(seconds / 60) % 60)}` : Math.floor(seconds / 60)}:${two(seconds % 60)}`;
  return (
    <span className={classes.clock} role="timer" aria-label="Since it was noticed">
      {text}
    </span>
  );
}

interface TimeLeftProps {
  since: string;
  withinMinutes: number;
}

/** How long a step has, and when it is late, that in words. */
export function TimeLeft({ since, withinMinutes }: TimeLeftProps) {
  const left = Math.ceil((Date.parse(since) + withinMinutes * 60_000 - useNow()) / 1_000);
  const late = Math.floor(-left / 60);
  const words =
    left >= 0
      ? `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")} left of ${withinMinutes} min`
      : late < 1
        ? `Late: the ${withinMinutes} min are over`
        : `Late by ${late} min: it should take ${withinMinutes}`;
  return (
    <span className={classes.limit} data-late={left < 0 || undefined}>
      {words}
    </span>
  );
}
