// `npm run dev`: the server restarts and the page reloads when a source changes. Open the address that Vite prints.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const bin = join(fileURLToPath(import.meta.url), "../../node_modules/.bin");
const port = process.env.PORT ?? "4100";
const env = {
  ...process.env,
  PORT: port,
  KEPT_DEV_SERVER_PORT: port,
  KEPT_PUBLIC_URL: process.env.KEPT_PUBLIC_URL ?? "http://127.0.0.1:4101",
};
const children = [
  spawn(join(bin, "tsx"), ["watch", "--clear-screen=false", "server/main.ts"], { stdio: "inherit", env }),
  spawn(join(bin, "vite"), { stdio: "inherit", env }),
];

const stop = (signal) => children.forEach((child) => child.kill(signal));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => stop(signal));
for (const child of children)
  child.on("exit", (code) => {
    process.exitCode ||= code ?? 0;
    stop("SIGTERM");
  });
