import classes from "./Frontline.module.css";

interface RatingPickProps {
  /** Undefined while nothing is chosen; null for “not asked”. */
  value: number | null | undefined;
  onPick: (rating: number | null) => void;
  /** Whether “Not asked” is among the answers. */
  canSkip?: boolean;
}

const ratings = [1, 2, 3, 4, 5, 6, 7];

/** The customer's rating of the recovery, 1 to 7. */
export function RatingPick({ value, onPick, canSkip = true }: RatingPickProps) {
  return (
    <div className={classes.group} role="group" aria-label="How satisfied is the customer with how it was put right?">
      <div className={classes.ratings}>
        {ratings.map((rating) => (
          <button
            key={rating}
            type="button"
            className={classes.rating}
            aria-pressed={value === rating}
            aria-label={`${rating} of 7`}
            onClick={() => onPick(rating)}
          >
            {rating}
          </button>
        ))}
      </div>
      <span className={classes.ends}>
        <span>not at all</span>
        <span>completely</span>
      </span>
      {canSkip && (
        <button type="button" className={classes.chip} aria-pressed={value === null} onClick={() => onPick(null)}>
          Not asked
        </button>
      )}
    </div>
  );
}
