// `npm run backup`, `restore` and `move`: builds what is missing or stale, then runs the command.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "./build.mjs";

const [name, ...words] = process.argv.slice(2);
await build().catch((error) => {
  process.stderr.write(`The studio could not be built.\n${error.message}\n`);
  process.exit(1);
});
const file = join(fileURLToPath(import.meta.url), `../../dist/server/${name}.js`);
spawn(process.execPath, ["--enable-source-maps", file, ...words], { stdio: "inherit" }).on("exit", (code) =>
  process.exit(code ?? 1),
);
