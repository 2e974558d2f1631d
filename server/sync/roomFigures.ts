import type { Metrics } from "../metrics.ts";
import type { HubStats } from "./hub.ts";

const figures: Record<keyof HubStats, { name: string; help: string }> = {
  rooms: { name: "kept_rooms", help: "Maps held open" },
  connections: { name: "kept_connections", help: "Open sync sockets" },
  people: { name: "kept_people", help: "Users with an open sync socket, each once" },
  shared: { name: "kept_shared_rooms", help: "Maps held open that another node holds, too" },
  healing: { name: "kept_healing_rooms", help: "Rooms that lost rows and take them back from their editors" },
  slowReaders: { name: "kept_slow_readers", help: "Sync sockets whose client reads more slowly than it is sent to" },
  unsavedUpdates: { name: "kept_unsaved_updates", help: "Changes taken and not yet on disk" },
};

/** Shows how many rooms, sockets and people there are. They are counted once, however many figures ask in one moment. */
export function addRoomFigures(metrics: Metrics, count: () => HubStats): void {
  let counted: HubStats | undefined;
  const stats = () => {
    if (counted) return counted;
    setImmediate(() => (counted = undefined));
    return (counted = count());
  };
  for (const [key, named] of Object.entries(figures)) metrics.gauge(named, () => stats()[key as keyof HubStats]);
}
