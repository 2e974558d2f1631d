import type { RecordRef } from "../../shared/model/kinds.ts";
import { useLocal } from "../state/local.ts";
import { ConnectionPanel } from "./inspector/ConnectionPanel.tsx";
import { LanePanel } from "./inspector/LanePanel.tsx";
import { NotePanel } from "./inspector/NotePanel.tsx";
import { SeveralPanel } from "./inspector/SeveralPanel.tsx";
import { StagePanel } from "./inspector/StagePanel.tsx";
import { TouchpointPanel } from "./inspector/TouchpointPanel.tsx";
import { OverviewPanel } from "./overview/OverviewPanel.tsx";

/** Everything about what is selected; the whole map when nothing is. */
export function Inspector() {
  const selection = useLocal((local) => local.selection);
  const [only] = selection;
  if (only === undefined) return <OverviewPanel />;
  if (selection.length > 1) return <SeveralPanel refs={selection} />;
  return <OnePanel key={`${only.kind} ${only.id}`} of={only} />;
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
    case "note":
      return <NotePanel id={id} />;
    default:
      return <OverviewPanel />;
  }
}
