import { mapPath } from "../../state/place.ts";
import { useMap } from "../../state/useMap.ts";
import { Link } from "../../ui/Link.tsx";
import { Section } from "../Section.tsx";
import { useShow } from "../useShow.ts";
import { RiskChart } from "./RiskChart.tsx";
import classes from "./RiskMapPicture.module.css";
import { Unplaced } from "./Unplaced.tsx";
import { useRiskRows } from "./useRiskRows.ts";

/** The risk map in a panel, small: the picture, and the way to its page. Nothing while there is no weak spot. */
export function RiskMapPicture() {
  const { mapId } = useMap();
  const rows = useRiskRows();
  const show = useShow();
  if (rows === undefined || rows.length === 0) return null;
  const showSpot = (id: string) => show({ kind: "weakSpot", id });
  return (
    <Section
      title="Risk map"
      actions={
        <Link to={mapPath(mapId, "risk")} className={classes.link}>
          Open with ranking
        </Link>
      }
    >
      {rows.some(({ spot }) => spot.severity !== undefined) && <RiskChart rows={rows} onShow={showSpot} />}
      <Unplaced rows={rows} onShow={showSpot} />
    </Section>
  );
}
