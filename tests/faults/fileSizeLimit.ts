import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

const prlimit = ["/usr/bin/prlimit", "/bin/prlimit"].find((path) => existsSync(path));

/** Why writes of a running process cannot be made to fail here; `undefined` when they can. */
export function fileSizeLimitObstacle(): string | undefined {
  return prlimit === undefined ? "needs Linux with prlimit (package util-linux)" : undefined;
}

/**
 * Makes every write of a running process to any file fail (EFBIG, which SQLite reports as SQLITE_IOERR), or work again.
 * The kernel does it: no part of the process is replaced. Node ignores the signal that comes along.
 */
export function failWrites(pid: number, isFailing: boolean): void {
  execFileSync(prlimit ?? "prlimit", ["--pid", String(pid), `--fsize=${isFailing ? "0" : "unlimited"}:`]);
}
