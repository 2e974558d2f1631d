import { runCommand } from "./backup/command.ts";
import { openProgress } from "./backup/progress.ts";
import { restoreBackup } from "./backup/restoreBackup.ts";
import { sayRestored } from "./backup/sayRestored.ts";

const usage = `npm run restore -- <file> [--replace] [--unchanged]

Puts a backup where the studio will run: into KEPT_DATA_DIR, or into the database that DATABASE_URL leads to.
Stop the studio first, every node of it.

--replace    a studio that is there gives way; what it held is kept in a file in KEPT_DATA_DIR
--unchanged  nobody changed anything after the backup was made, so browsers may go on with the copies they have.
             Without it every map that may have gone back begins a new history, and a browser that holds newer
             work keeps that apart for its user.`;

await runCommand({
  usage,
  names: 1,
  flags: ["--replace", "--unchanged"],
  async run({ config, place, names: [backup = ""], flags }) {
    const restored = await restoreBackup({
      backup,
      to: place,
      dataDir: config.dataDir,
      isReplacing: flags.has("--replace"),
      isUnchanged: flags.has("--unchanged"),
      progress: openProgress(),
    });
    return sayRestored(restored);
  },
});
