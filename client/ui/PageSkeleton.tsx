import classes from "./PageSkeleton.module.css";

/** The shape of a page while it is on its way; shown only when that takes a moment. */
export function PageSkeleton() {
  return (
    <div className={classes.page} role="status" aria-label="Loading">
      <div className={classes.bar} />
      <div className={classes.body} />
    </div>
  );
}
