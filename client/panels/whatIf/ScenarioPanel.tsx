import { useRecord } from "../../state/useMap.ts";
import { PanelFrame } from "../inspector/PanelFrame.tsx";

/** One record of its kind. */
export function ScenarioPanel({ id }: { id: string }) {
  const record = useRecord("scenario", id);
  return <PanelFrame kind="Scenario">{record?.title ?? "It is gone."}</PanelFrame>;
}
