import { PanelFrame } from "../inspector/PanelFrame.tsx";
import { Empty } from "../Section.tsx";

/** The map's weak spots. */
export function WeakSpotsPanel() {
  return (
    <PanelFrame kind="Weak spots">
      <Empty>No weak spots yet.</Empty>
    </PanelFrame>
  );
}
