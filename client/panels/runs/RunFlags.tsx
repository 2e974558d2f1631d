import { Angry, CalendarX, HeartCrack, type LucideIcon, Shuffle } from "lucide-react";
import type { RunFlag } from "../../../shared/recovery/runFollowUps.ts";
import classes from "./RunFlags.module.css";
import { flagWords } from "./runWords.ts";

const icons: Readonly<Record<RunFlag, LucideIcon>> = {
  DOUBLE_DEVIATION: HeartCrack,
  FOLLOW_UP_MISSED: CalendarX,
  OUT_OF_ORDER: Shuffle,
  ABUSE: Angry,
};

/** What has to be said of a run, each as a shape and words. */
export function RunFlags({ flags }: { flags: readonly RunFlag[] }) {
  if (flags.length === 0) return null;
  return (
    <ul className={classes.flags}>
      {flags.map((flag) => {
        const Icon = icons[flag];
        const { label, meaning } = flagWords[flag];
        return (
          <li key={flag} className={classes.flag} title={meaning} data-flag={flag}>
            <Icon size={14} aria-hidden="true" />
            {label}
          </li>
        );
      })}
    </ul>
  );
}
