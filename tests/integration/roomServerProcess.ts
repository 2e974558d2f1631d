import { mkdirSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Worker } from "node:worker_threads";
import { createDoc } from "../../shared/doc/mapDoc.ts";
import { AppError } from "../../shared/errors.ts";
import { openLocalBus } from "../../server/bus/localBus.ts";
import { openRedisBus } from "../../server/bus/redisBus.ts";
import { openMetrics } from "../../server/metrics.ts";
import { databaseFile, openDatabase } from "../../server/store/database.ts";
import { openLogMeter } from "../../server/store/logMeter.ts";
import { startSaverThread } from "../../server/store/saverThread.ts";
import type { UpdateLog } from "../../server/store/updateLog.ts";
import { openPostgresUpdateLog } from "../../server/store/updateLogPostgres.ts";
import { openSqliteUpdateLog } from "../../server/store/updateLogSqlite.ts";
import { openHub } from "../../server/sync/hub.ts";
import { addRoomFigures } from "../../server/sync/roomFigures.ts";
import { attachSync } from "../../server/sync/socket.ts";
import { openSyncMeter } from "../../server/sync/syncMeter.ts";

// The room server alone, for tests and benches of it: real sockets, real rooms, real disk; who comes is believed.
// A connection says `?user=<id>`, and `&view=1` when it may only look. Maps named in KEPT_MAPS exist from the start.
// With DATABASE_URL and REDIS_URL it is one of several nodes. SIGUSR2 ends the thread that writes to disk.

const dataDir = process.env.KEPT_DATA_DIR ?? ".";
mkdirSync(dataDir, { recursive: true });
const metrics = openMetrics();
let saver: Worker | undefined;
const { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl } = process.env;
const log = databaseUrl === undefined ? openSqlite() : await openPostgres(databaseUrl);
const bus = redisUrl === undefined ? openLocalBus() : openRedisBus({ url: redisUrl, studio: "test" });
process.on("SIGUSR2", () => void saver?.terminate());
const meter = openSyncMeter(metrics);
const hub = openHub({
  log,
  bus,
  meter,
  report: (level, event, details) => process.stderr.write(`${JSON.stringify({ level, event, ...details })}\n`),
});

addRoomFigures(metrics, () => hub.stats());

const generation = "first";
for (const mapId of (process.env.KEPT_MAPS ?? "map").split(","))
  try {
    await hub.create(mapId, createDoc({ format: "kept.journey", version: 1, title: mapId }, generation));
  } catch (error) {
    if (!(error instanceof AppError && error.code === "CONFLICT")) throw error;
  }

const manyConnections = { connectionsPerUser: 10_000, connectionsPerAddress: 10_000, connectionsPerProcess: 10_000 };
const server = createServer((request, response) => {
  if (request.url === "/usage")
    response.end(JSON.stringify({ cpu: process.cpuUsage(), memory: process.memoryUsage(), stats: hub.stats() }));
  else if (request.url === "/metrics") void metrics.read().then(({ text }) => response.end(text));
  else response.writeHead(404).end();
});
attachSync(server, {
  hub,
  meter,
  async authenticate(request) {
    const { searchParams } = new URL(request.url ?? "/", "http://localhost");
    const userId = searchParams.get("user");
    if (!userId) return { refused: "SIGNED_OUT" };
    return { member: { userId, name: userId, color: "#345", canEdit: !searchParams.has("view") } };
  },
  isAllowedOrigin: () => true,
  addressOf: (request) => request.socket.remoteAddress ?? "",
  ...(process.env.KEPT_LOAD_TEST && { connectionLimits: manyConnections }),
});
server.listen(Number(process.env.PORT ?? 0), "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ event: "listening", url: `http://127.0.0.1:${port}` })}\n`);
});

process.on("SIGTERM", () => {
  void (async () => {
    await hub.drain();
    await bus.close();
    await log.close();
    process.exit(0);
  })();
});

function openSqlite(): UpdateLog {
  return openSqliteUpdateLog({
    file: databaseFile(dataDir),
    meter: openLogMeter(metrics),
    startThread: (start) => (saver = startSaverThread(start)),
  });
}

async function openPostgres(url: string): Promise<UpdateLog> {
  // Makes what tables are missing.
  await (await openDatabase({ kind: "postgres", url })).destroy();
  return openPostgresUpdateLog({ url, node: dataDir, meter: openLogMeter(metrics) });
}
