import type { RankedWeakSpot } from "../../../shared/risk/rankWeakSpots.ts";
import { useMap } from "../../state/useMap.ts";
import { UrgencyMark } from "../../ui/UrgencyMark.tsx";
import { LinkList, LinkRow } from "../LinkRow.tsx";
import { useShow } from "../useShow.ts";
import { formatProbability } from "./figureWords.ts";
import classes from "./WeakSpotCard.module.css";

/** Weak spots in a given order; each leads to itself at its touchpoint. */
export function RankedList({ ranked }: { ranked: readonly RankedWeakSpot[] }) {
  const { mirror } = useMap();
  const show = useShow();
  return (
    <LinkList>
      {ranked.map(({ spot, risk, isWeakFirstContact }) => {
        const attached = (spot.plays ?? []).some((id) => mirror.read("play", id) !== undefined);
        return (
          <LinkRow
            key={spot.id}
            mark={<UrgencyMark urgency={risk.actionPriority ?? "open"} labelled />}
            title={spot.title}
            below={
              <>
                {mirror.read("touchpoint", spot.touchpoint)?.title}
                {isWeakFirstContact && " · first contact, by inexperienced people"}
                {risk.needsPlay && !attached && <span className={classes.needs}> · needs a plan B</span>}
              </>
            }
            note={formatProbability(risk.probability)}
            onClick={() => show({ kind: "weakSpot", id: spot.id })}
          />
        );
      })}
    </LinkList>
  );
}
