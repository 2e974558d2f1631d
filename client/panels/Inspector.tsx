import { Suspense } from "react";
import type { RecordRef } from "../../shared/model/kinds.ts";
import { type Layer, useLocal } from "../state/local.ts";
import { ConnectionPanel } from "./inspector/ConnectionPanel.tsx";
import { LanePanel } from "./inspector/LanePanel.tsx";
import { NotePanel } from "./inspector/NotePanel.tsx";
import { SeveralPanel } from "./inspector/SeveralPanel.tsx";
import { StagePanel } from "./inspector/StagePanel.tsx";
import { TouchpointPanel } from "./inspector/TouchpointPanel.tsx";
import { latePanels } from "./latePanels.ts";
import { OverviewPanel } from "./overview/OverviewPanel.tsx";
import { lazyPart } from "../ui/lazyPart.ts";

const WeakSpotsPanel = lazyPart(async () => (await latePanels.weakSpots()).WeakSpotsPanel);
const ScenariosPanel = lazyPart(async () => (await latePanels.scenarios()).ScenariosPanel);
const ScenarioPanel = lazyPart(async () => (await latePanels.scenario()).ScenarioPanel);
const PlaysPanel = lazyPart(async () => (await latePanels.plays()).PlaysPanel);
const PlayPanel = lazyPart(async () => (await latePanels.play()).PlayPanel);

/** Everything about what is selected; the layer's panel, or the whole map, when nothing is. */
export function Inspector() {
  const selection = useLocal((local) => local.selection);
  const layer = useLocal((local) => local.layer);
  const [only] = selection;
  if (selection.length > 1) return <SeveralPanel refs={selection} />;
  return (
    <Suspense>
      {only === undefined ? <LayerPanel layer={layer} /> : <OnePanel key={`${only.kind} ${only.id}`} of={only} />}
    </Suspense>
  );
}

/** What a layer is about, across the map. */
function LayerPanel({ layer }: { layer: Layer }) {
  switch (layer) {
    case "weakSpots":
      return <WeakSpotsPanel />;
    case "scenarios":
      return <ScenariosPanel />;
    case "plays":
      return <PlaysPanel />;
    default:
      return <OverviewPanel />;
  }
}

/** The panel of one record; kinds without one of their own show the map. */
function OnePanel({ of: { kind, id } }: { of: RecordRef }) {
  switch (kind) {
    case "touchpoint":
      return <TouchpointPanel id={id} />;
    case "stage":
      return <StagePanel id={id} />;
    case "lane":
      return <LanePanel id={id} />;
    case "connection":
      return <ConnectionPanel id={id} />;
    case "scenario":
      return <ScenarioPanel id={id} />;
    case "play":
      return <PlayPanel id={id} />;
    case "note":
      return <NotePanel id={id} />;
    default:
      return <OverviewPanel />;
  }
}

/** Loads all that the inspector loads late: a panel that is first used offline could not be had any more. */
export async function loadLatePanels(): Promise<void> {
  // One that cannot be had now is asked for again when it is used, and says so there.
  await Promise.allSettled(Object.values(latePanels).map((load) => load()));
}
