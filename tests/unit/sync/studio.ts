import { type Hub, openHub } from "../../../server/sync/hub.ts";
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
  restart: () => Studio;
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

function openOver(log: TestLog, clock: HandClock, load: number): Studio {
  const reports: string[] = [];
  const hub = openHub({ log, clock, load: () => load, report: (_level, event) => reports.push(event) });
  return { clock, log, hub, reports, restart: () => openOver(openTestLog(clock, log.db), clock, load) };
}
