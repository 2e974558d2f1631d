import classes from "./Wordmark.module.css";

/** The studio's name with its two lines: what was promised, what is delivered. */
export function Wordmark({ size = 22 }: { size?: number }) {
  return (
    <span className={classes.wordmark}>
      <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
        <rect width="32" height="32" rx="8" fill="var(--kept-mark)" />
        <path d="M6 12h20" stroke="#fff" strokeOpacity=".65" strokeWidth="2" strokeLinecap="round" />
        <path d="M6 12c5 0 5 9 10 9s5-5 10-9" fill="none" stroke="#fff" strokeWidth="3" strokeLinecap="round" />
      </svg>
      Kept
    </span>
  );
}
