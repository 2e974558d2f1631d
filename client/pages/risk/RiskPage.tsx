import { Printer } from "lucide-react";
import { useMemo } from "react";
import { cutOff, ranked } from "../../panels/riskMap/ranking.ts";
import { RiskChart } from "../../panels/riskMap/RiskChart.tsx";
import { passes } from "../../panels/riskMap/riskFilters.ts";
import { Unplaced } from "../../panels/riskMap/Unplaced.tsx";
import { useRiskRows } from "../../panels/riskMap/useRiskRows.ts";
import { useLocalStore } from "../../state/local.ts";
import { goTo, mapPath } from "../../state/place.ts";
import { showPath } from "../../state/shown.ts";
import { useCanEdit, useMap } from "../../state/useMap.ts";
import { Button } from "../../ui/Button.tsx";
import { Message } from "../../ui/Message.tsx";
import { RiskDownloads } from "./RiskDownloads.tsx";
import { RiskFilters } from "./RiskFilters.tsx";
import classes from "./RiskPage.module.css";
import { RiskRanking } from "./RiskRanking.tsx";
import { useRiskView } from "./useRiskView.ts";

/** Where the journey breaks, how badly, and what plan B changes: the picture and the ranking of all weak spots. */
export function RiskPage() {
  const { mapId } = useMap();
  const all = useRiskRows();
  const [view, change] = useRiskView();
  const rows = useMemo(
    () =>
      cutOff(
        ranked(
          (all ?? []).filter((row) => passes(row, view)),
          view.by,
        ),
        view.cut,
      ),
    [all, view],
  );
  const show = (id: string) => goTo(showPath(mapId, { kind: "weakSpot", id }));
  if (all === undefined)
    return (
      <p className={classes.waiting} role="status">
        Computing the risks…
      </p>
    );
  if (all.length === 0) return <NoWeakSpots />;
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <div>
          <h1 className={classes.title}>Risk map</h1>
          <p className={classes.lead}>Where this journey may break, how likely and how bad, without and with plan B.</p>
        </div>
        <div className={classes.actions}>
          <Button icon={Printer} onClick={() => window.print()}>
            Print
          </Button>
          <RiskDownloads rows={rows} />
        </div>
      </header>
      <RiskFilters rows={all} view={view} change={change} shown={rows.length} />
      <div className={classes.split}>
        <section className={classes.picture} aria-label="Picture">
          <RiskChart rows={rows} onShow={show} />
          <Unplaced rows={rows} onShow={show} />
          <p className={classes.note}>
            Colours are for the eye only. They know likelihood and impact, not whether a failure is noticed in time; the
            priority in each mark knows that too.
          </p>
        </section>
        <RiskRanking rows={rows} by={view.by} onRank={(by) => change({ by })} />
      </div>
    </div>
  );
}

/** What the page is for, and the first step. */
function NoWeakSpots() {
  const { mapId } = useMap();
  const local = useLocalStore();
  const canEdit = useCanEdit();
  return (
    <Message
      title="No weak spots yet"
      text="A weak spot is a way in which a touchpoint can fail. Here they stand by how likely and how bad they are, with what plan B changes."
    >
      <Button
        primary
        onClick={() => {
          local.getState().openLayer("weakSpots");
          goTo(mapPath(mapId));
        }}
      >
        {canEdit ? "Find the first weak spot on the map" : "Go to the map"}
      </Button>
    </Message>
  );
}
