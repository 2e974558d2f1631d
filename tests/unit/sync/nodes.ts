import Sqlite from "better-sqlite3";
import { openUpdateLogTables } from "../../../server/store/updateLogTables.ts";
import { type Hub, openHub } from "../../../server/sync/hub.ts";
import { createDoc } from "../../../shared/doc/mapDoc.ts";
import { HandClock } from "./handClock.ts";
import { type MemoryBusWay, openMemoryBus } from "./memoryBus.ts";
import { openTestLog, type TestLog } from "./testLog.ts";

/** One node of a studio in a test: its own rooms, its own queue into the log that all share. */
export interface TestNode {
  hub: Hub;
  log: TestLog;
  way: MemoryBusWay;
  reports: string[];
  /** While set, the node cannot read what others wrote. */
  isBlind: boolean;
}

/** Several nodes over one log in memory, one bus and one clock, with one map called "map". */
export interface Nodes {
  clock: HandClock;
  nodes: TestNode[];
  /** One more, as after a start. */
  start(): TestNode;
}

export async function openNodes(count: number): Promise<Nodes> {
  const clock = new HandClock();
  const bus = openMemoryBus();
  const db = new Sqlite(":memory:");
  const tables = openUpdateLogTables(db);
  const start = (): TestNode => {
    const inner = openTestLog(clock, db);
    const mustSee = () => {
      if (node.isBlind) throw new Error("no database");
    };
    const log = Object.assign(inner, {
      isShared: true,
      heads: async (maps: readonly string[]) => (mustSee(), tables.heads(maps)),
      readAfter: async (map: string, seq: number) => (mustSee(), tables.readAfter(map, seq)),
    });
    const way = bus.join();
    const reports: string[] = [];
    const report = (_level: string, event: string) => void reports.push(event);
    const node: TestNode = {
      hub: openHub({ log, bus: way, clock, load: () => 0, report }),
      log,
      way,
      reports,
      isBlind: false,
    };
    return node;
  };
  const nodes = Array.from({ length: count }, start);
  await nodes[0]?.hub.create("map", createDoc({ format: "kept.journey", version: 1, title: "Test" }, "first"));
  return { clock, nodes, start };
}
