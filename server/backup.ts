import { statSync } from "node:fs";
import { runCommand, say } from "./backup/command.ts";
import { makeBackup } from "./backup/makeBackup.ts";
import { openProgress } from "./backup/progress.ts";

const usage = `npm run backup -- <file>

Writes everything the studio keeps (maps, people, versions, settings) into one file, while it goes on working.
It reads KEPT_DATA_DIR, or the database that DATABASE_URL leads to. Keep the file as safe as the studio itself.`;

await runCommand({
  usage,
  names: 1,
  flags: [],
  async run({ place, names: [file = ""] }) {
    const { maps, updates } = await makeBackup(place, file, openProgress());
    const megabytes = (statSync(file).size / 1_000_000).toFixed(1);
    say(`Backed up ${maps} maps (${updates} entries of their logs) to ${file}, ${megabytes} MB.`);
    return "done";
  },
});
