import { Suspense } from "react";
import { useMapRollup } from "../../state/useInsights.ts";
import { IndexFigure } from "../../ui/IndexFigure.tsx";
import { Popup } from "../../ui/Popup.tsx";
import { percent } from "../../ui/percent.ts";
import classes from "./MapIndex.module.css";
import { lazyPart } from "../../ui/lazyPart.ts";

const IndexExplanation = lazyPart(async () => (await import("./IndexExplanation.tsx")).IndexExplanation);

/** The map's index with its interval and coverage; opened, what it was computed from. */
export function MapIndex() {
  const rollup = useMapRollup();
  return (
    <Popup
      width={360}
      label="How the index is computed"
      trigger={(trigger) => (
        <button type="button" {...trigger} className={classes.button}>
          <span className={classes.wide}>
            <IndexFigure {...rollup} />
          </span>
          <span className={classes.narrow}>
            <IndexFigure {...rollup} compact />
          </span>
          {rollup.coverage !== null && (
            <span className={classes.coverage}>
              {percent(rollup.coverage)}
              <br />
              measured
            </span>
          )}
        </button>
      )}
    >
      {() => (
        <Suspense>
          <IndexExplanation />
        </Suspense>
      )}
    </Popup>
  );
}
