import type { Bus } from "../bus/bus.ts";
import type { Clock } from "../clock.ts";
import type { UpdateLog } from "../store/updateLog.ts";
import { Rerun } from "./rerun.ts";
import type { Report } from "./report.ts";
import type { Room } from "./room.ts";

/** How often the open rooms are compared with the log: as a safeguard, and as the only way while nodes do not hear each other. */
const comparedMs = 1_000;
const comparedAloneMs = 250;
/** What is missing between two rows is mostly on its way; after so long it is read. */
const gapMs = 50;

export interface LogFollowerOptions {
  log: Pick<UpdateLog, "heads">;
  bus: Bus;
  clock: Clock;
  report: Report;
  rooms: () => Iterable<Room>;
}

/** Makes sure that every open room follows a log to which other nodes append, whatever becomes of what they say. */
export interface LogFollower {
  /** Has a room read what it lacks, in a moment. */
  catchUpSoon(room: Room): void;
  close(): void;
}

export function openLogFollower({ log, bus, clock, report, rooms }: LogFollowerOptions): LogFollower {
  const waiting = new Set<Room>();
  let isClosed = false;
  let isFailing = false;
  let cancelNext: (() => void) | undefined;

  const comparing = new Rerun(async () => {
    const open = new Map([...rooms()].filter((room) => room.isLoaded).map((room) => [room.id, room]));
    if (open.size === 0) return;
    try {
      const heads = await log.heads([...open.keys()]);
      for (const [id, room] of open) room.noteHead(heads.get(id));
      isFailing = false;
    } catch (error) {
      if (!isFailing) report("error", "log not compared", { error: String(error) });
      isFailing = true;
    }
    await findCompany([...open.values()]);
  });

  async function findCompany(open: readonly Room[]): Promise<void> {
    if (!bus.isUp) return;
    const accompanied = await bus.heardElsewhere(open.flatMap(({ topic }) => topic ?? []));
    // What was known last still holds: a room that thinks itself alone says nothing of its people to the others.
    if (!accompanied) return;
    for (const room of open) room.setAccompanied(room.topic !== undefined && accompanied.has(room.topic));
  }

  function follow(): void {
    cancelNext = clock.schedule(
      () => {
        void comparing.run().finally(() => {
          if (!isClosed) follow();
        });
      },
      bus.isUp ? comparedMs : comparedAloneMs,
    );
  }
  follow();
  const unsubscribe = bus.onReconnect(() => void comparing.run());

  return {
    catchUpSoon(room) {
      if (waiting.has(room)) return;
      waiting.add(room);
      clock.schedule(() => {
        waiting.delete(room);
        void room.catchUp();
      }, gapMs);
    },
    close() {
      isClosed = true;
      cancelNext?.();
      unsubscribe();
    },
  };
}
