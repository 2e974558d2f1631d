import { LinkList, LinkRow } from "../LinkRow.tsx";
import classes from "./RiskLegend.module.css";
import type { RiskRow } from "./riskRows.ts";

/** Weak spots that have no row on the picture, by name. */
export function Unplaced({ rows, onShow }: { rows: readonly RiskRow[]; onShow: (weakSpot: string) => void }) {
  const unplaced = rows.filter(({ spot }) => spot.severity === undefined);
  if (unplaced.length === 0) return null;
  return (
    <div className={classes.unplaced}>
      <p>Not on the picture, severity unknown:</p>
      <LinkList>
        {unplaced.map(({ spot, touchpoint }) => (
          <LinkRow key={spot.id} title={spot.title} below={touchpoint.title} onClick={() => onShow(spot.id)} />
        ))}
      </LinkList>
    </div>
  );
}
