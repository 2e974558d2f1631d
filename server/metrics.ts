import { Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";

/** How busy the rooms are. */
export interface RoomFigures {
  rooms: number;
  connections: number;
  unsavedUpdates: number;
}

/** Figures for Prometheus: of this process, of its HTTP answers and of its rooms. */
export interface Metrics {
  countReply(action: string, status: number, seconds: number): void;
  /** The text exposition, and its content type. */
  read(): Promise<{ type: string; text: string }>;
}

export function openMetrics(readRooms: () => RoomFigures): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const replies = new Histogram({
    name: "kept_http_reply_seconds",
    help: "Time from request to reply, by action and status class",
    labelNames: ["action", "status"],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  });
  const gauges = {
    kept_rooms: ["Maps held open", "rooms"],
    kept_connections: ["Open sync sockets", "connections"],
    kept_unsaved_updates: ["Changes taken and not yet on disk", "unsavedUpdates"],
  } as const;
  for (const [name, [help, stat]] of Object.entries(gauges))
    registry.registerMetric(
      new Gauge({
        name,
        help,
        registers: [],
        collect() {
          this.set(readRooms()[stat]);
        },
      }),
    );
  return {
    countReply: (action, status, seconds) =>
      replies.observe({ action, status: `${Math.floor(status / 100)}xx` }, seconds),
    read: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  };
}
