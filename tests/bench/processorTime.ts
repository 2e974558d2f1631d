import { readFileSync } from "node:fs";

const msPerTick = 10;

/**
 * Processor time so far of a process, its threads and its children, those that ended too, in milliseconds. NaN where the
 * system does not say (it is Linux that does) and when the process is gone.
 */
export function processorMs(pid: number | undefined): number {
  if (pid === undefined) return Number.NaN;
  try {
    const [, rest = ""] = /\) (.*)/s.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
    const [user, system, endedUser, endedSystem] = rest.split(" ").slice(11, 15).map(Number);
    const own = ((user ?? 0) + (system ?? 0) + (endedUser ?? 0) + (endedSystem ?? 0)) * msPerTick;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
    // One that ends just now is counted with its parent the next time.
    return children.split(" ").reduce((sum, child) => sum + (child ? processorMs(Number(child)) || 0 : 0), own);
  } catch {
    return Number.NaN;
  }
}
