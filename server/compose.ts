import { createHash } from "node:crypto";
import { mkdir } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { hostname } from "node:os";
import type { FastifyRequest } from "fastify";
import { assert, must } from "../shared/assert.ts";
import { limits } from "../shared/limits.ts";
import { openAdmission } from "./auth/admission.ts";
import { openNames } from "./auth/names.ts";
import { openOwnerClaim } from "./auth/ownerClaim.ts";
import { isOwnOrigin } from "./auth/sameOrigin.ts";
import { readSecret } from "./auth/secret.ts";
import type { Bus } from "./bus/bus.ts";
import { openLocalBus } from "./bus/localBus.ts";
import { openRedisBus } from "./bus/redisBus.ts";
import { type Config, ConfigError } from "./config.ts";
import { openHealth } from "./health.ts";
import { AddressRate } from "./http/addressRate.ts";
import { addRoutes, openApp } from "./http/app.ts";
import { clientAddress, proxyTrust } from "./http/clientAddress.ts";
import { commentHandlers } from "./http/commentHandlers.ts";
import { contentHandlers } from "./http/contentHandlers.ts";
import { descriptionHandlers } from "./http/descriptionHandlers.ts";
import { exerciseHandlers } from "./http/exerciseHandlers.ts";
import { openExpulsion } from "./http/expulsion.ts";
import { openLibrary } from "./http/library.ts";
import { openMapThread } from "./http/mapThread.ts";
import { linkHandlers } from "./http/linkHandlers.ts";
import { mapHandlers } from "./http/mapHandlers.ts";
import { networkOf } from "./http/networkOf.ts";
import { allPeopleHandlers, openPeople } from "./http/people.ts";
import { runHandlers } from "./http/runHandlers.ts";
import { openSocketGuard } from "./http/socketGuard.ts";
import { addSsoCallback } from "./http/ssoCallback.ts";
import { openSummaries } from "./http/summaries.ts";
import { openChronicle } from "./http/versions/chronicle.ts";
import { openMapHistory } from "./http/versions/mapHistory.ts";
import { openVersionCutter } from "./http/versions/versionCutter.ts";
import { versionHandlers } from "./http/versions/versionHandlers.ts";
import type { Log } from "./log.ts";
import { openMetrics } from "./metrics.ts";
import { openComments } from "./store/comments.ts";
import { databaseFile, openDatabase } from "./store/database.ts";
import { lockDataDir } from "./store/dataDirLock.ts";
import { watchStrain } from "./strain.ts";
import { openLogMeter } from "./store/logMeter.ts";
import { openExercises } from "./store/exercises.ts";
import { openJournals } from "./store/journal.ts";
import { openMaps } from "./store/maps.ts";
import { openUpdateLog } from "./store/openUpdateLog.ts";
import { firstWorkspaceId } from "./store/peopleMigration.ts";
import { openPlayRuns } from "./store/playRuns.ts";
import { openSettings } from "./store/settings.ts";
import type { StorePlace } from "./store/storePlace.ts";
import { shareStudioLock } from "./store/studioLock.ts";
import { openVersions } from "./store/versions.ts";
import { openHub } from "./sync/hub.ts";
import type { Report } from "./sync/report.ts";
import { addRoomFigures } from "./sync/roomFigures.ts";
import { attachSync } from "./sync/socket.ts";
import { openSyncMeter } from "./sync/syncMeter.ts";
import { sampleTemplateId, templates } from "./templates/templates.ts";

/** A running studio. */
export interface Studio {
  /** Where it listens. */
  url: string;
  /** The one-time link to become the owner, while there is none. */
  claimUrl: string | undefined;
  /** Sends everyone away to come back, saves everything, lets go of the data folder. */
  close(): Promise<void>;
}

/** What is too old in the bin and among the sessions is deleted so often. */
const purgeMs = 3_600_000;

/**
 * Puts the parts together and starts listening.
 * @param clientDir folder of the built client.
 * @throws ConfigError when the data folder or the port cannot be had.
 */
export async function openStudio(config: Config, log: Log, clientDir: string): Promise<Studio> {
  const { dataDir, publicUrl } = config;
  // Names this node the same over its restarts, and differently from others on this machine.
  const node = [hostname(), config.port, dataDir].join(" ");
  const place: StorePlace =
    config.databaseUrl === undefined
      ? { kind: "sqlite", file: databaseFile(dataDir) }
      : { kind: "postgres", url: config.databaseUrl };
  const lock = await (place.kind === "sqlite" ? holdDataDir(dataDir) : holdDatabase(place.url, log));
  const db = await openDatabase(place, (error) => log.error({ err: error }, "a connection to the database broke"));
  const secret = await readSecret(db, dataDir, config.secret);

  const maps = openMaps(db);
  const metrics = openMetrics();
  const updates = openUpdateLog({
    place,
    node,
    meter: openLogMeter(metrics),
    onFailure: (error, failingForMs, map) =>
      log.error({ err: error, failingForMs, ...(map !== undefined && { map }) }, "changes are not being saved"),
  });
  const report: Report = (level, event, details) => log[level](details, event);
  const thread = openMapThread();
  const journals = openJournals(db);
  const versions = openVersions(db);
  const chronicle = openChronicle({ log: updates, journals, versions, thread });
  const meter = openSyncMeter(metrics);
  const bus = openBus(config.redisUrl, secret, log);
  const hub = openHub({ log: updates, bus, report, meter, beforeMerge: (mapId) => chronicle.follow(mapId) });
  addRoomFigures(metrics, () => hub.stats());

  const people = openPeople({ db, secret, config, log });
  const { identity, passes, accounts, shareLinks, tickets, workspaces } = people;
  const claim = openOwnerClaim(db);

  const strain = watchStrain(metrics, (isTooMuch, delayMs) =>
    log.warn(
      { delayMs: Math.round(delayMs) },
      isTooMuch ? "too much to do: newcomers are refused" : "all are let in again",
    ),
  );
  const health = openHealth(() => updates.isAccepting, metrics);
  if (config.redisUrl !== undefined)
    health.watch({ name: "bus", ask: async () => assert(bus.isUp, "the bus is down"), isNeeded: false });
  health.watch({ name: "database", ask: () => maps.isEmpty(), isNeeded: true });
  const history = openMapHistory({ hub, log: updates, versions, journals, chronicle, thread });
  const cutter = openVersionCutter({ hub, maps, updates, versions, history, log });
  const summaries = openSummaries(hub, maps, thread, log);
  const library = openLibrary({ hub, updates, maps, thread, log });
  const expulsion = openExpulsion({ hub, passes, maps, log });

  const wrongPasses = new AddressRate(limits.wrongPassesPerSecond, limits.wrongPassesBurst);
  const app = await openApp({
    config,
    log,
    identity,
    maps,
    hasWorkspace: (id) => workspaces.has(id),
    audit: people.audit,
    health,
    metrics,
    wrongPasses,
    clientDir,
    isTooMuch: () => strain.isTooMuch,
  });
  const originOf = (request: FastifyRequest) => publicUrl ?? `${request.protocol}://${request.host}`;
  addRoutes(app, {
    ...allPeopleHandlers({ people, claim, maps, expulsion, log, originOf }),
    ...mapHandlers({ hub, maps, library, workspaces }),
    ...contentHandlers({ hub, library, workspaces }),
    ...versionHandlers({ hub, versions, journals, chronicle, history, names: openNames(db), thread }),
    ...commentHandlers({ comments: openComments(db), hub }),
    ...runHandlers({ runs: openPlayRuns(db) }),
    ...exerciseHandlers({ exercises: openExercises(db), hub }),
    ...linkHandlers({ shareLinks, tickets, maps, expulsion, originOf }),
    ...descriptionHandlers(),
  });
  addSsoCallback(app, { ...people, log, originOf });
  await app.ready();

  const trusts = proxyTrust(config.trustProxy);
  const addressOf = (request: IncomingMessage) => networkOf(clientAddress(request, trusts));
  const sync = attachSync(app.server, {
    hub,
    report,
    meter,
    authenticate: openSocketGuard(openAdmission(identity, maps), wrongPasses, addressOf),
    isTooMuch: () => strain.isTooMuch,
    isAllowedOrigin: (origin, { headers }) => origin === undefined || isOwnOrigin(origin, headers.host, publicUrl),
    addressOf,
  });

  const purge = () =>
    Promise.all([library.purge(), people.purge()]).catch((error: unknown) => log.error({ err: error }, "not purged"));
  const purgeTimer = setInterval(purge, purgeMs).unref();

  const close = async () => {
    health.drain();
    clearInterval(purgeTimer);
    expulsion.close();
    sync.drain();
    // Before the HTTP server: it waits for open sockets, and says meanwhile that the studio is not ready.
    await hub.drain();
    sync.close();
    await app.close();
    strain.close();
    cutter.close();
    await summaries.close();
    await thread.close();
    await people.close();
    await bus.close();
    await updates.close();
    await db.destroy();
    await lock.close();
  };

  try {
    const isNew = !(await accounts.hasOwner());
    const claimToken = isNew ? await claim.renew(node) : undefined;
    // Of nodes that start together on an empty database one makes the sample.
    if (isNew && (await maps.isEmpty()) && (await openSettings(db).add("sampleBy", node)) === node)
      await library.add(firstWorkspaceId, must(templates.get(sampleTemplateId), "the sample is among the templates"));
    await purge();
    await app.listen({ host: config.host, port: config.port });
    const url = urlOf(app.server.address() as AddressInfo);
    return { url, claimUrl: claimToken && `${publicUrl ?? url}/claim#${claimToken}`, close };
  } catch (error) {
    await close();
    throw portError(error, config);
  }
}

function openBus(redisUrl: string | undefined, secret: string, log: Log): Bus {
  if (redisUrl === undefined) return openLocalBus();
  return openRedisBus({
    url: redisUrl,
    // The same for all nodes of a studio, and no other's.
    studio: createHash("sha256").update(`bus ${secret}`).digest("base64url").slice(0, 12),
    onChange(isUp, reason) {
      if (isUp) log.info("the nodes hear each other through Redis");
      else
        log.error({ reason }, "Redis is not reached; the nodes hear each other through the database, a little later");
    },
  });
}

/** Keeps a restore away while this node lives. */
function holdDatabase(url: string, log: Log): Promise<{ close(): Promise<void> }> {
  return shareStudioLock({
    url,
    onFailure: (error) => log.error({ err: error }, "a connection to the database broke"),
    onTaken() {
      // Nothing more may be written: it would be mixed into what is being restored.
      log.fatal("a backup is being restored into the database of this node, which ends");
      process.exit(1);
    },
  });
}

async function holdDataDir(dataDir: string): Promise<{ close(): void | Promise<void> }> {
  const name = `KEPT_DATA_DIR is ${JSON.stringify(dataDir)}`;
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    const lock = lockDataDir(dataDir);
    if (lock !== undefined) return lock;
  } catch (error) {
    throw new ConfigError(`${name}, but it must be a folder that can be written to: ${String(error)}.`);
  }
  throw new ConfigError(`${name}, but another studio is running on that folder; each needs its own.`);
}

function portError(error: unknown, { host, port }: Config): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE")
    return new ConfigError(`PORT is ${port}, but something else listens there; 0 takes any free port.`);
  if (code === "EACCES")
    return new ConfigError(`PORT is ${port}, but this user may not listen there; use one from 1024 on.`);
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return new ConfigError(
      `HOST is ${JSON.stringify(host)}, but it must be an address of this machine, such as 127.0.0.1 or 0.0.0.0.`,
    );
  return error;
}

/** An address that a browser on this machine can open. */
function urlOf({ address, port, family }: AddressInfo): string {
  if (address === "0.0.0.0" || address === "::") return `http://127.0.0.1:${port}`;
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}
