import { fileURLToPath } from "node:url";
import { openStudio } from "./compose.ts";
import { ConfigError, readConfig } from "./config.ts";
import { openLog } from "./log.ts";

/** How long the end may take before it is forced. */
const closeTimeoutMs = 15_000;

// What the studio writes is for its user alone.
process.umask(0o077);

const isSource = import.meta.url.endsWith(".ts");
const clientDir = fileURLToPath(new URL(isSource ? "../dist/client" : "../client", import.meta.url));

try {
  await run();
} catch (error) {
  process.stderr.write(
    error instanceof ConfigError ? `${error.message}\n` : `Kept could not start: ${String(error)}\n`,
  );
  if (!(error instanceof ConfigError) && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  process.exit(1);
}

async function run(): Promise<void> {
  const config = readConfig(process.env);
  const log = openLog(config.logLevel);
  // Whatever was acknowledged is on disk; one request's bug must not take everybody else's session with it.
  process.on("uncaughtException", (error) => log.fatal({ err: error }, "uncaught exception"));
  process.on("unhandledRejection", (error) => log.fatal({ err: error }, "unhandled rejection"));

  const studio = await openStudio(config, log, clientDir);
  const stop = (signal: NodeJS.Signals) => {
    process.removeAllListeners("SIGTERM").removeAllListeners("SIGINT");
    log.info({ signal }, "stopping");
    setTimeout(() => process.exit(1), closeTimeoutMs).unref();
    studio.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.fatal({ err: error }, "not stopped cleanly");
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", stop).on("SIGINT", stop);

  if (config.publicUrl?.startsWith("https:") !== true && !/^(127\.|localhost$|::1$)/.test(config.host))
    log.warn("people on the network reach this studio without encryption; put it behind https and set KEPT_PUBLIC_URL");
  if (studio.claimUrl !== undefined)
    process.stderr.write(
      `\nNobody owns this studio yet. Open this link once to become its owner:\n\n  ${studio.claimUrl}\n\n`,
    );
  process.stdout.write(`${JSON.stringify({ event: "listening", url: studio.url })}\n`);
}
