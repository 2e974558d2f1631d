import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { CrowdOrder } from "./crowdProcess.ts";
import { type LoadResult, sleep } from "./roomLoad.ts";

/** Processes of people, so that it is not they who are too slow. */
const processes = 2;
/** So long people may take to come in, and to be done after the measured time. */
const comingInMs = 60_000;
const leavingMs = 20_000;

/** What people in several processes saw together; times are those of the process that saw the longer ones. */
export type CrowdsResult = Pick<LoadResult, "delivered" | "share" | "p95Ms" | "savedP99Ms">;

/** Something that a process of people said. */
type Word = { event: "in" } | { event: "seen"; result: LoadResult };

/**
 * Puts a load on nodes from processes that share its rooms. `onMeasured` is called at the beginning and at the end of the
 * measured time with the ids of those processes.
 * @param file the bundle of `crowdProcess.ts`.
 * @throws when somebody does not get in, or something does not arrive in the end.
 */
export async function runCrowds(
  file: string,
  order: CrowdOrder,
  onMeasured: (pids: readonly number[]) => void,
): Promise<CrowdsResult> {
  const { rooms, firstRoom = 0, warmUpMs, measureMs } = order.shape;
  const count = Math.min(processes, rooms);
  const crowds = Array.from({ length: count }, (_, index) => {
    const from = Math.floor((index * rooms) / count);
    const to = Math.floor(((index + 1) * rooms) / count);
    return startCrowd(file, { ...order, shape: { ...order.shape, firstRoom: firstRoom + from, rooms: to - from } });
  });
  try {
    await Promise.all(crowds.map((crowd) => crowd.hear("in", comingInMs)));
    for (const crowd of crowds) crowd.begin();
    const pids = crowds.map(({ pid }) => pid);
    await sleep(warmUpMs);
    onMeasured(pids);
    await sleep(measureMs);
    onMeasured(pids);
    const words = await Promise.all(crowds.map((crowd) => crowd.hear("seen", leavingMs)));
    const results = words.flatMap((word) => (word.event === "seen" ? word.result : []));
    const delivered = results.reduce((sum, result) => sum + result.delivered, 0);
    const expected = results.reduce((sum, result) => sum + result.delivered / result.share, 0);
    return {
      delivered,
      share: delivered / expected,
      p95Ms: Math.max(...results.map(({ p95Ms }) => p95Ms)),
      savedP99Ms: Math.max(...results.map(({ savedP99Ms }) => savedP99Ms)),
    };
  } finally {
    await Promise.all(crowds.map((crowd) => crowd.end()));
  }
}

function startCrowd(file: string, order: CrowdOrder) {
  const child: ChildProcess = spawn(process.execPath, ["--max-semi-space-size=32", file], {
    env: { ...process.env, KEPT_CROWD: JSON.stringify(order) },
    stdio: ["pipe", "pipe", "pipe"],
  });
  if (!child.stdin || !child.stdout || !child.stderr || child.pid === undefined)
    throw new Error("A process of people did not start.");
  const { stdin, stdout, pid } = child;
  const gone = once(child, "exit");
  let log = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (log += text));
  stdin.on("error", () => {});
  const words = createInterface({ input: stdout })[Symbol.asyncIterator]();
  return {
    pid,
    begin: () => void stdin.write("\n"),
    async hear(event: Word["event"], timeoutMs: number): Promise<Word> {
      const late = sleep(timeoutMs).then(() => undefined);
      const next = await Promise.race([words.next(), late]);
      if (next === undefined) throw new Error(event === "in" ? "not all were in within a minute" : "not all arrived");
      if (next.done) throw new Error(/Error: (.*)/.exec(log)?.[1] ?? "people gave up");
      return JSON.parse(next.value) as Word;
    },
    async end() {
      child.kill("SIGKILL");
      await gone;
    },
  };
}
