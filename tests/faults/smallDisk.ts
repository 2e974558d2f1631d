import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A disk of its own for a test, as small as it likes. */
export interface SmallDisk {
  folder: string;
  unmount(): void;
}

/** How mounting is called here: as root, or by `sudo` where it asks for no password. */
const ways: readonly (readonly string[])[] = [[], ["sudo", "-n"]];

function mount(size: number): { folder: string; way: readonly string[] } | undefined {
  const folder = mkdtempSync(join(tmpdir(), "kept-disk-"));
  const { uid, gid } = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  const options = `size=${size},mode=700,uid=${uid},gid=${gid}`;
  const way = ways.find((prefix) => run([...prefix, "mount", "-t", "tmpfs", "-o", options, "kept-disk", folder]));
  if (way) return { folder, way };
  rmSync(folder, { recursive: true });
  return undefined;
}

/** Why no small disk can be had here; `undefined` when it can. */
export function mountObstacle(): string | undefined {
  const mounted = process.platform === "linux" ? mount(100_000) : undefined;
  if (!mounted) return "needs Linux and the right to mount a disk in memory (root, or sudo without a password)";
  unmount(mounted);
  return undefined;
}

/** Mounts a disk in memory. @throws when that is not allowed. */
export function mountSmallDisk(bytes: number): SmallDisk {
  const mounted = mount(bytes);
  if (!mounted) throw new Error(mountObstacle());
  return { folder: mounted.folder, unmount: () => unmount(mounted) };
}

function unmount({ folder, way }: { folder: string; way: readonly string[] }): void {
  run([...way, "umount", folder]);
  rmSync(folder, { recursive: true, force: true });
}

function run([command = "", ...args]: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: "ignore" }).status === 0;
}
