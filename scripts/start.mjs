// `npm start`: builds what is missing or stale, then runs the server. Its standard output is the server's alone.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Kept needs Node 20.19 or newer; this is ${process.version}.\n`);
  process.exit(1);
}

const root = join(fileURLToPath(import.meta.url), "../..");
const { build } = await import("./build.mjs");
await build().catch((error) => {
  process.stderr.write(`The studio could not be built.\n${error.message}\n`);
  process.exit(1);
});

// The server makes much garbage that lives for a moment: with more room for it, less of what still lives is copied.
const flags = ["--enable-source-maps", "--max-semi-space-size=32"];
const server = spawn(process.execPath, [...flags, join(root, "dist/server/main.js")], { stdio: "inherit" });
// A terminal sends Ctrl-C to both processes; a supervisor sends only to this one. Either way the server ends the run.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => server.kill(signal));
server.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGTERM" || signal === "SIGINT" ? 0 : 1)));
