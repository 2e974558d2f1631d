import type { Bus } from "../bus/bus.ts";
import type { CloseCode } from "../../shared/wire/close.ts";
import type { Report } from "./report.ts";

/** A change of access that closes connections, on whichever node they are. */
export type AccessNews =
  | { type: "user"; userId: string; code: CloseCode; mapId?: string }
  | { type: "map"; mapId: string; code: CloseCode };

const topic = "access";

/** Tells the other nodes of a change. Without a bus they find out by asking the database. */
export function sayAccessNews(bus: Bus, news: AccessNews): void {
  bus.publish(topic, Buffer.from(JSON.stringify(news)));
}

/** Calls `listener` with what other nodes say. */
export function hearAccessNews(bus: Bus, report: Report, listener: (news: AccessNews) => void): () => void {
  return bus.subscribe(topic, (message, node) => {
    try {
      listener(JSON.parse(Buffer.from(message).toString()) as AccessNews);
    } catch (error) {
      report("error", "message of another node failed", { node, error: String(error) });
    }
  });
}
