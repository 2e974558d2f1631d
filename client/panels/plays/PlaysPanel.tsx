import { PanelFrame } from "../inspector/PanelFrame.tsx";
import { Empty } from "../Section.tsx";

/** Plans B of this map. */
export function PlaysPanel() {
  return (
    <PanelFrame kind="Plans B">
      <Empty>No plans B yet.</Empty>
    </PanelFrame>
  );
}
