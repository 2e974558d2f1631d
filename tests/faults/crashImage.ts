import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { databaseFile } from "../../server/store/database.ts";
import type { Random } from "../world/random.ts";
import { until } from "../integration/syncClient.ts";

/** A write-ahead log begins with a header; each frame has one too, with the log's salts in it while it is current. */
const headerBytes = 32;
const frameHeaderBytes = 24;
const sectorBytes = 512;

/** Copies the database of a process that stands still, as the kernel has it. */
export async function copyStandingStill(pid: number, dataDir: string, into: string, during: () => void): Promise<void> {
  process.kill(pid, "SIGSTOP");
  try {
    await until(() => standsStill(pid), "the process stands still", 10_000);
    mkdirSync(into, { recursive: true });
    for (const ending of ["", "-wal"]) {
      const file = `${databaseFile(dataDir)}${ending}`;
      if (existsSync(file)) copyFileSync(file, `${databaseFile(into)}${ending}`);
    }
    during();
  } finally {
    process.kill(pid, "SIGCONT");
  }
}

/**
 * Makes in `before` what the power may have left of it and of what was written until `after`: the log is that of `after`,
 * and from where `before` ended its sectors are as they were meant, zero, or anything. Every commit of `before` had been
 * waited for. @returns false when the log began anew in between, so that nothing can be said.
 */
export function tearLog(before: string, after: string, random: Random): boolean {
  const [old, torn] = [before, after].map((folder) => readFileSync(`${databaseFile(folder)}-wal`));
  if (!old || !torn || !old.subarray(0, headerBytes).equals(torn.subarray(0, headerBytes))) return false;
  const end = endOfFrames(old);
  for (let at = end; at < torn.length; at = nextSector(at)) {
    const sector = torn.subarray(at, nextSector(at));
    const fate = random.below(3);
    if (fate === 1) sector.fill(0);
    if (fate === 2) for (let i = 0; i < sector.length; i++) sector[i] = random.below(256);
  }
  const length = random.chance(0.3) ? end + random.below(torn.length - end + 1) : torn.length;
  writeFileSync(`${databaseFile(before)}-wal`, torn.subarray(0, length));
  return true;
}

function nextSector(at: number): number {
  return (Math.floor(at / sectorBytes) + 1) * sectorBytes;
}

function endOfFrames(log: Buffer): number {
  const frameBytes = frameHeaderBytes + log.readUInt32BE(8);
  const salts = log.subarray(16, 24);
  let at = headerBytes;
  while (at + frameBytes <= log.length && log.subarray(at + 8, at + 16).equals(salts)) at += frameBytes;
  return at;
}

/** As the system says it (Linux): stopped by a signal. */
function standsStill(pid: number): boolean {
  const status = readFileSync(join("/proc", String(pid), "stat"), "utf8");
  return status.slice(status.lastIndexOf(")") + 2).startsWith("T");
}
