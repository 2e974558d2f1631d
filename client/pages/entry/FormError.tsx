import classes from "./EntryCard.module.css";

/** Why a form was not taken, read out as it appears. */
export function FormError({ message }: { message: string | undefined }) {
  if (message === undefined) return null;
  return (
    <p role="alert" className={classes.error}>
      {message}
    </p>
  );
}
