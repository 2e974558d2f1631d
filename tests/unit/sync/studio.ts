import { type Hub, openHub } from "../../../server/sync/hub.ts";
import type { Layout } from "../../../server/sync/roomDocument.ts";
import { createDoc } from "../../../shared/doc/mapDoc.ts";
import { HandClock } from "./handClock.ts";
import { openTestLog, type TestLog } from "./testLog.ts";

/** Rooms in this process, over a log in memory and a clock turned by hand, with one map called "map". */
export interface Studio {
  clock: HandClock;
  log: TestLog;
  hub: Hub;
  /** Names of everything that was reported. */
  reports: string[];
  /** New rooms over the same log, as after the process was killed: nothing of the old ones is asked. */
  restart: (layout?: Layout) => Studio;
}

/** Opens rooms. `load` is how busy the process claims to be, 0 to 1. */
export async function openStudio(load = 0): Promise<Studio> {
  const clock = new HandClock();
  const log = openTestLog(clock);
  const studio = openOver(log, clock, load);
  const doc = createDoc({ format: "kept.journey", version: 1, title: "Test" }, "first");
  await studio.hub.create("map", doc);
  return studio;
}

function openOver(log: TestLog, clock: HandClock, load: number, layout?: Layout): Studio {
  const reports: string[] = [];
  const report = (_level: string, event: string) => void reports.push(event);
  const hub = openHub({ log, clock, load: () => load, report, ...(layout && { layout }) });
  const restart = (next?: Layout) => openOver(openTestLog(clock, log.db), clock, load, next);
  return { clock, log, hub, reports, restart };
}
