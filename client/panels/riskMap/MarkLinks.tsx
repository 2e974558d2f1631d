import { UrgencyMark } from "../../ui/UrgencyMark.tsx";
import { LinkList, LinkRow } from "../LinkRow.tsx";
import classes from "./RiskDetail.module.css";
import type { RiskRow } from "./riskRows.ts";
import { formatProbability } from "./riskWords.ts";

/** The weak spots of a mark by name; each leads to its touchpoint where there is a way to go. */
export function MarkLinks({ rows, onShow }: { rows: readonly RiskRow[]; onShow?: (weakSpot: string) => void }) {
  if (onShow === undefined)
    return (
      <div className={classes.detail}>
        <strong>{rows.length} weak spots</strong>
        {rows.map(({ spot }) => (
          <span key={spot.id}>{spot.title}</span>
        ))}
      </div>
    );
  return (
    <LinkList>
      {rows.map(({ spot, touchpoint, risk }) => (
        <LinkRow
          key={spot.id}
          mark={rows.length === 1 ? undefined : <UrgencyMark urgency={risk.actionPriority ?? "open"} labelled />}
          title={rows.length === 1 ? `Show “${touchpoint.title}” on the map` : spot.title}
          below={rows.length === 1 ? undefined : touchpoint.title}
          note={rows.length === 1 ? undefined : formatProbability(risk.residual)}
          onClick={() => onShow(spot.id)}
        />
      ))}
    </LinkList>
  );
}
