import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { ownerToken } from "./studio.ts";

const repository = new URL("../..", import.meta.url);

let dataDir: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "kept-process-"));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  rmSync(dataDir, { recursive: true, force: true });
});

/** The server as `npm start` runs it, from source. */
function start(env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ["--import", "tsx", "server/main.ts"], {
    cwd: repository,
    env: { PATH: process.env.PATH, PORT: "0", KEPT_DATA_DIR: dataDir, KEPT_OWNER_TOKEN: ownerToken, ...env },
  });
  children.push(child);
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk) => (output.stdout += chunk));
  child.stderr.on("data", (chunk) => (output.stderr += chunk));
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const listening = new Promise<string>((resolve, reject) => {
    child.stdout.on("data", () => output.stdout.endsWith("\n") && resolve(JSON.parse(output.stdout).url));
    void ended.then(() => reject(new Error(output.stderr)));
  });
  listening.catch(() => undefined);
  return { child, output, ended, listening };
}

test("H14 a wrong environment ends the start with its sentences and nothing else", async () => {
  const { ended, output } = start({ PORT: "http", LOG_LEVEL: "loud" });
  expect(await ended).toBe(1);
  expect(output.stdout).toBe("");
  expect(output.stderr).toMatch(/^PORT is "http", but [^\n]+\.\nLOG_LEVEL is "loud", but [^\n]+\.\n$/);
});

test("H14 a data folder that cannot be one is named", async () => {
  const file = join(dataDir, "file");
  writeFileSync(file, "");
  const { ended, output } = start({ KEPT_DATA_DIR: file });
  expect(await ended).toBe(1);
  expect(output.stderr).toMatch(/^KEPT_DATA_DIR is ".*file", but it must be a folder that can be written to/);
});

test("H14 a port that is taken is named", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const { port } = other.address() as { port: number };
  const { ended, output } = start({ PORT: String(port) });
  expect(await ended).toBe(1);
  expect(output.stderr).toContain(`PORT is ${port}, but something else listens there`);
  other.close();
});

test("H15 one line of JSON says where it listens; everything else goes to standard error", async () => {
  const { listening, output, child, ended } = start();
  const url = await listening;
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(output.stderr).toContain(`${url}/claim#`);
  const answers = await Promise.all(
    ["/healthz", "/api/v1/maps", "/api/v1/none"].map((path) => fetch(`${url}${path}?ticket=secret-ticket`)),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 401, 404]);
  child.kill("SIGTERM");
  expect(await ended).toBe(0);
  expect(output.stdout).toBe(`${JSON.stringify({ event: "listening", url })}\n`);
  expect(output.stderr).not.toContain("secret-ticket");
  for (const line of output.stderr.split("\n").filter((text) => text.startsWith("{"))) JSON.parse(line);
});

test("H16 the end sends everyone away to come back and keeps everything", async () => {
  const first = start();
  const url = await first.listening;
  const headers = { authorization: `Bearer ${ownerToken}`, "content-type": "application/json" };
  const made = await fetch(`${url}/api/v1/maps`, { method: "POST", headers, body: JSON.stringify({ title: "Kept" }) });
  const { id } = (await made.json()) as { id: string };
  const socket = new WebSocket(`${url.replace("http", "ws")}/sync/${id}?v=1&schema=1`, { headers });
  await new Promise((resolve) => socket.on("open", resolve));
  const closed = new Promise((resolve) => socket.on("close", resolve));
  first.child.kill("SIGINT");
  expect(await closed).toBe(1012);
  expect(await first.ended).toBe(0);
  expect(statSync(join(dataDir, "kept.db")).mode & 0o777).toBe(0o600);

  const again = await start().listening;
  expect((await fetch(`${again}/api/v1/maps/${id}`, { headers })).status).toBe(200);
});

test("H17 a second studio over the same folder does not start; after a kill the next one does", async () => {
  const first = start();
  await first.listening;
  const second = start();
  expect(await second.ended).toBe(1);
  expect(second.output.stderr).toMatch(/^KEPT_DATA_DIR is ".*", but another studio is running on that folder/);
  first.child.kill("SIGKILL");
  await first.ended;
  await start().listening;
});
