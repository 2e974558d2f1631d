import { expect, test } from "vitest";
import { openVersionCutter } from "../../../server/http/versions/versionCutter.ts";
import type { Clock } from "../../../server/clock.ts";
import { openLog } from "../../../server/log.ts";

const minuteMs = 60_000;

/** A clock that is turned by hand. */
function handClock(): Clock & { turn(ms: number): void } {
  let now = 0;
  const tasks = new Set<{ at: number; run: () => void }>();
  return {
    now: () => now,
    schedule(run, delayMs) {
      const task = { at: now + delayMs, run };
      tasks.add(task);
      return () => void tasks.delete(task);
    },
    turn(ms) {
      const until = now + ms;
      for (;;) {
        const [next] = [...tasks].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
        if (next === undefined) break;
        now = next.at;
        tasks.delete(next);
        next.run();
      }
      now = until;
    },
  };
}

function openCutter(heads: Record<string, number> = {}, latest: Record<string, number> = {}) {
  const clock = handClock();
  const cuts: [map: string, minute: number][] = [];
  /** Resolve the cuts that take their time. */
  const slow: (() => void)[] = [];
  /** What the database does not answer the next time it is asked. */
  const unanswered = new Set<string>();
  const ask = (what: string) => {
    if (unanswered.delete(what)) throw new Error("The database does not answer.");
  };
  let edit: (map: string) => void = () => undefined;
  const cutter = openVersionCutter({
    hub: {
      onChange: (listener) => {
        edit = listener;
        return () => true;
      },
    },
    maps: { list: async () => Object.keys(heads).map((id) => ({ id }) as never) },
    updates: {
      async heads() {
        ask("heads");
        return new Map(Object.entries(heads).map(([id, seq]) => [id, { generation: "gen", seq }]));
      },
    },
    versions: {
      async latest(id) {
        ask(id);
        return latest[id] === undefined ? undefined : ({ seq: latest[id] } as never);
      },
    },
    history: {
      async cut(map) {
        cuts.push([map, clock.now() / minuteMs]);
        if (map.startsWith("slow")) await new Promise<void>((resolve) => slow.push(resolve));
      },
    },
    log: openLog("silent"),
    clock,
  });
  return { clock, cuts, cutter, slow, unanswered, edit: (map: string) => edit(map) };
}

test("V2 a map gets a version once nobody edited it for three minutes, and none when nobody edits", () => {
  const { clock, cuts, edit } = openCutter();
  edit("a");
  clock.turn(2 * minuteMs);
  edit("a");
  edit("b");
  clock.turn(60 * minuteMs);
  expect(cuts).toEqual([
    ["a", 5],
    ["b", 5],
  ]);
});

test("V2 a map that is edited without a pause gets a version every ten minutes, two are never closer", () => {
  const { clock, cuts, edit } = openCutter();
  for (let minute = 0; minute < 45; minute += 1) {
    edit("a");
    clock.turn(minuteMs);
  }
  edit("a");
  clock.turn(20 * minuteMs);
  const minutes = cuts.map(([, minute]) => minute);
  expect(minutes.slice(0, 4)).toEqual([10, 20, 30, 40]);
  expect(minutes).toHaveLength(5);
  // One that comes soon after another waits for its turn.
  edit("b");
  clock.turn(4 * minuteMs);
  edit("b");
  clock.turn(20 * minuteMs);
  const [first = 0, second = 0] = cuts.filter(([map]) => map === "b").map(([, minute]) => minute);
  expect(second - first).toBe(10);
});

test("V13 after a start maps whose last changes have no version get one", async () => {
  const { clock, cuts } = openCutter({ a: 12, b: 7, c: 0 }, { a: 5, b: 7 });
  await expect
    .poll(() => {
      clock.turn(5 * minuteMs);
      return cuts.map(([map]) => map);
    })
    .toEqual(["a"]);
});

test("V13 after a start maps are caught up with one after the other, those that are edited anyway left out", async () => {
  const { clock, cuts, edit, slow } = openCutter({ "slow a": 1, b: 1, "slow c": 1, d: 1 });
  edit("b");
  const cutMaps = () => {
    clock.turn(5 * minuteMs);
    return cuts.map(([map]) => map);
  };
  await expect.poll(cutMaps).toEqual(["b", "slow a"]);
  slow.shift()?.();
  await expect.poll(cutMaps).toEqual(["b", "slow a", "slow c"]);
  slow.shift()?.();
  await expect.poll(cutMaps).toEqual(["b", "slow a", "slow c", "d"]);
});

test("V13 a database that does not answer for a moment leaves no map without its version", async () => {
  const { clock, cuts, unanswered } = openCutter({ a: 1, b: 1, c: 1 });
  for (const what of ["heads", "a"]) unanswered.add(what);
  await expect
    .poll(() => {
      clock.turn(minuteMs);
      return cuts.map(([map]) => map).sort();
    })
    .toEqual(["a", "b", "c"]);
});

test("V2 a cutter that was closed makes no more versions", () => {
  const { clock, cuts, cutter, edit } = openCutter();
  edit("a");
  cutter.close();
  clock.turn(60 * minuteMs);
  expect(cuts).toEqual([]);
});
