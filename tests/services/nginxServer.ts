import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./freePort.ts";
import { findProgram } from "./machine.ts";

const root = join(import.meta.dirname, "../..");

/** The studio's own nginx configuration in a real nginx, before nodes of the test. */
export interface NginxServer {
  url: string;
  close(): Promise<void>;
}

/**
 * @param ports of the nodes, on this machine.
 * @param more files of `deploy` to lay beside the configuration.
 * @throws when there is no nginx, or it does not start.
 */
export async function startNginx(
  ports: readonly (string | number)[],
  more: readonly string[] = [],
): Promise<NginxServer> {
  const program = findProgram("nginx");
  if (program === undefined)
    throw new Error("These tests need nginx on this machine; on Debian: apt-get install nginx");
  const folder = mkdtempSync(join(tmpdir(), "kept-nginx-"));
  const port = await freePort();
  const own = readFileSync(join(root, "deploy/nginx.conf"), "utf8");
  const moved = own.replace("listen 8080", `listen 127.0.0.1:${port}`).replaceAll("/tmp/kept-nginx", join(folder, "n"));
  writeFileSync(join(folder, "nginx.conf"), moved);
  for (const name of more) copyFileSync(join(root, "deploy", name), join(folder, name));
  const node = readFileSync(join(root, "deploy/nodes.conf"), "utf8").match(/max_fails.*;/)?.[0] ?? ";";
  writeFileSync(join(folder, "nodes.conf"), ports.map((each) => `server 127.0.0.1:${each} ${node}`).join("\n"));
  const args = ["-p", folder, "-c", join(folder, "nginx.conf"), "-g", "daemon off;"];
  const child = spawn(program, args, { stdio: ["ignore", "ignore", "pipe"] });
  let log = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (log += text));
  const gone = once(child, "exit");
  const url = `http://127.0.0.1:${port}`;
  await answers(
    url,
    () => child.exitCode,
    () => log,
  );
  return {
    url,
    async close() {
      child.kill("SIGTERM");
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answers(url: string, exitCode: () => number | null, log: () => string): Promise<void> {
  for (;;) {
    if (exitCode() !== null) throw new Error(`nginx did not start:\n${log()}`);
    const reply = await fetch(`${url}/metrics`).catch(() => undefined);
    if (reply?.status === 404) return;
  }
}
