import { ArrowLeft } from "lucide-react";
import { Link } from "../../ui/Link.tsx";
import classes from "./MapSkeleton.module.css";

interface MapSkeletonProps {
  title?: string;
  /** The server does not answer, and this browser has no copy to show. */
  offline?: boolean;
}

/** A map's shape until its first bytes are here; in words when they do not come. */
export function MapSkeleton({ title = "", offline = false }: MapSkeletonProps) {
  return (
    <div className={classes.page}>
      <header className={classes.bar}>
        <Link to="/" className={classes.back} aria-label="Back to my maps">
          <ArrowLeft size={18} />
        </Link>
        <span>{title}</span>
      </header>
      <main id="main" className={classes.canvas} aria-busy={!offline}>
        <p role="status" className={offline ? classes.words : "visually-hidden"}>
          {offline
            ? "The studio cannot be reached, and this browser has no copy of the map yet. It opens by itself as soon as the connection is back."
            : "Opening the map"}
        </p>
        {!offline && (
          <div className={classes.grid} aria-hidden="true">
            {Array.from({ length: 15 }, (_, card) => (
              <div key={card} className={classes.card} />
            ))}
          </div>
        )}
      </main>
    </div>
  );
}
