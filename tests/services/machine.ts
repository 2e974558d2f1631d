import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { userInfo } from "node:os";

/** Where programs lie that are not on everybody's path. */
const folders = ["/usr/sbin", "/usr/local/sbin", "/usr/local/bin", "/opt/homebrew/bin"];

/** The path of a program on this machine; undefined when there is none. */
export function findProgram(name: string): string | undefined {
  const path = (process.env.PATH ?? "").split(":");
  return [...path, ...folders].map((folder) => `${folder}/${name}`).find((file) => existsSync(file));
}

/** Installs a package with a program where this may be done unasked: as root on Debian. False when it may not, or fails. */
export function install(name: string): boolean {
  if (userInfo().uid !== 0 || findProgram("apt-get") === undefined) return false;
  const run = (...words: string[]) =>
    execFileSync("apt-get", words, {
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      stdio: ["ignore", "ignore", "inherit"],
    });
  try {
    run("update", "-qq");
    run("install", "-y", "-qq", "--no-install-recommends", name);
    return true;
  } catch {
    return false;
  }
}
