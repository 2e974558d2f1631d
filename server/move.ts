import { runCommand, say } from "./backup/command.ts";
import { moveToPostgres } from "./backup/moveToPostgres.ts";
import { openProgress } from "./backup/progress.ts";
import { sayRestored } from "./backup/sayRestored.ts";

const usage = `npm run move -- [--replace]

Moves the studio from SQLite in KEPT_DATA_DIR to the PostgreSQL database that DATABASE_URL leads to, and checks every
table and every map there. Stop the studio first. The SQLite file stays as it is.

--replace  a studio that is in the database gives way; what it held is kept in a file in KEPT_DATA_DIR`;

await runCommand({
  usage,
  names: 0,
  flags: ["--replace"],
  async run({ config, place, flags }) {
    const isReplacing = flags.has("--replace");
    const { dataDir } = config;
    const outcome = sayRestored(await moveToPostgres({ to: place, dataDir, isReplacing, progress: openProgress() }));
    say(`Start the studio with DATABASE_URL from now on. ${dataDir} is not read any more.`);
    return outcome;
  },
});
