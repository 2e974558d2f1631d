import { mapPath } from "../../state/place.ts";
import { useMap } from "../../state/useMap.ts";
import { Link } from "../../ui/Link.tsx";
import { Empty, Section } from "../Section.tsx";
import { useShow } from "../useShow.ts";
import { RiskChart } from "./RiskChart.tsx";
import classes from "./RiskMapPicture.module.css";
import { useRiskRows } from "./useRiskRows.ts";

/** The risk map in a panel, small: the picture, and the way to its page. Nothing while there is no weak spot. */
export function RiskMapPicture() {
  const { mapId } = useMap();
  const rows = useRiskRows();
  const show = useShow();
  if (rows === undefined || rows.length === 0) return null;
  const showSpot = (id: string) => show({ kind: "weakSpot", id });
  const unplaced = rows.filter(({ spot }) => spot.severity === undefined).length;
  return (
    <Section
      title="Risk map"
      actions={
        <Link to={mapPath(mapId, "risk")} className={classes.link}>
          Open with ranking
        </Link>
      }
    >
      {unplaced < rows.length && <RiskChart rows={rows} onShow={showSpot} />}
      {unplaced > 0 && (
        <Empty>
          {unplaced} {unplaced === 1 ? "has" : "have"} no severity yet and {unplaced === 1 ? "is" : "are"} not on the
          picture.
        </Empty>
      )}
    </Section>
  );
}
