import { PanelFrame } from "../inspector/PanelFrame.tsx";
import { Empty } from "../Section.tsx";

/** What-if of this map. */
export function ScenariosPanel() {
  return (
    <PanelFrame kind="What-if">
      <Empty>No scenarios yet.</Empty>
    </PanelFrame>
  );
}
