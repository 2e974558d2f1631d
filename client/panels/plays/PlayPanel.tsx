import { useRecord } from "../../state/useMap.ts";
import { PanelFrame } from "../inspector/PanelFrame.tsx";

/** One record of its kind. */
export function PlayPanel({ id }: { id: string }) {
  const record = useRecord("play", id);
  return <PanelFrame kind="Plan B">{record?.title ?? "It is gone."}</PanelFrame>;
}
