import { Suspense } from "react";
import { fullSettings } from "../../../shared/model/settings.ts";
import { useInsights } from "../../state/useInsights.ts";
import { useAll, useMap, useMapFields } from "../../state/useMap.ts";
import { PanelFrame } from "../inspector/PanelFrame.tsx";
import { RollupLine } from "../inspector/RollupLine.tsx";
import { Notice } from "../inspector/Notice.tsx";
import { Term } from "../fields/Term.tsx";
import { formatNumber } from "../measure/numbers.ts";
import { lazyPart } from "../../ui/lazyPart.ts";
import { latePanels } from "../latePanels.ts";
import { Empty, Fold } from "../Section.tsx";
import { ByGroup } from "./ByGroup.tsx";
import { ChannelView } from "./ChannelView.tsx";
import { DisconnectView } from "./DisconnectView.tsx";
import { FallbackView } from "./FallbackView.tsx";
import { FollowThroughMatrix } from "./FollowThroughMatrix.tsx";
import { ImportancePerformanceChart } from "./ImportancePerformanceChart.tsx";
import { ListsView } from "./ListsView.tsx";
import { MessageView } from "./MessageView.tsx";
import { Parts } from "./Parts.tsx";
import { PromiseView } from "./PromiseView.tsx";
import { UnpromisedView } from "./UnpromisedView.tsx";
import { WorstFirst } from "./WorstFirst.tsx";

const MapComments = lazyPart(async () => (await latePanels.mapComments()).MapComments);

/** The map as a whole: its index, what is worst, and what only shows across the map. */
export function OverviewPanel() {
  const { title, settings } = useMapFields();
  const { mirror } = useMap();
  const insights = useInsights();
  const expectations = useAll("expectation");
  const { map } = insights.rollups;
  if (expectations.length === 0) {
    return (
      <PanelFrame kind="The whole map">
        <Empty>
          {title === "" ? "This map" : `“${title}”`} has no expectations yet. Select a touchpoint and write down what
          customers count on there; what is promised and what is delivered follow from it.
        </Empty>
        <Lists />
      </PanelFrame>
    );
  }
  const culprits = expectations.filter(
    ({ id, kano }) => kano === "M" && insights.expectations[id]?.status === "broken",
  );
  return (
    <PanelFrame kind="The whole map">
      <RollupLine dimension="map" id="" rollup={map} />
      {map.veto && map.uncapped !== null && (
        <Notice>
          <Term of="veto">Capped</Term> at {formatNumber(fullSettings(settings).mustBeCap, 1)}: a must-be is broken (
          {culprits.map(({ statement }) => `“${statement}”`).join(", ")}). Without the cap the index is{" "}
          {formatNumber(map.uncapped, 1)}.
        </Notice>
      )}
      <Parts rollup={map} />
      <WorstFirst />
      <div>
        <Fold title="Where promises are made and kept">
          <FollowThroughMatrix rows={insights.followThrough} />
        </Fold>
        <Fold title="Promises without a chain">
          <PromiseView />
        </Fold>
        <Fold
          title="Contradictions"
          note={insights.contradictions.length > 0 ? insights.contradictions.length : undefined}
        >
          <MessageView />
        </Fold>
        <Fold title="Online and offline">
          <ChannelView />
        </Fold>
        <Fold
          title="Management and frontline"
          note={insights.disconnect.length > 0 ? insights.disconnect.length : undefined}
        >
          <DisconnectView rows={insights.disconnect} />
        </Fold>
        <Fold title="Importance and performance">
          <ImportancePerformanceChart />
        </Fold>
        <Fold title="Expected, never promised">
          <UnpromisedView />
        </Fold>
        <Fold title="A person on hand">
          <FallbackView records={mirror} />
        </Fold>
        <Fold title="By department, channel and persona">
          <ByGroup />
        </Fold>
        <Lists />
      </div>
    </PanelFrame>
  );
}

function Lists() {
  return (
    <>
      <Fold title="Channels, departments and personas">
        <ListsView />
      </Fold>
      <Suspense>
        <MapComments />
      </Suspense>
    </>
  );
}
