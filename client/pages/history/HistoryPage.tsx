import type { Canvas } from "./canvas.ts";
import { VersionList } from "./VersionList.tsx";
import { VersionPreview } from "./VersionPreview.tsx";
import classes from "./HistoryPage.module.css";

/** What the map was: the list of its versions, and the one that is looked at. */
export function HistoryPage({ item, Canvas }: { item: string | undefined; Canvas: Canvas }) {
  if (item === undefined)
    return (
      <div className={classes.alone}>
        <VersionList chosen={undefined} />
      </div>
    );
  return <VersionPreview key={item} id={item} Canvas={Canvas} />;
}
