import { resolve } from "node:path";
import { type Config, ConfigError, readConfig } from "../config.ts";
import { databaseFile } from "../store/database.ts";
import type { StorePlace } from "../store/storePlace.ts";
import { CommandError } from "./commandError.ts";

export interface Invocation {
  config: Config;
  place: StorePlace;
  /** What stands behind the command, without the flags. */
  names: string[];
  flags: ReadonlySet<string>;
}

export interface Command {
  /** How it is called, and what it does. */
  usage: string;
  /** How many names it takes. */
  names: number;
  flags: readonly string[];
  run(invocation: Invocation): Promise<Outcome>;
}

/** All is done; with complaints, there is something that somebody should look at. */
export type Outcome = "done" | "done with complaints";

const exitCodes = { done: 0, failed: 1, misused: 2, "done with complaints": 3 } as const;

/** Runs a command of this process, and ends it: 0 done, 1 not done and nothing changed, 2 called wrongly, 3 done with complaints. */
export async function runCommand(command: Command): Promise<void> {
  // What it writes is for its user alone.
  process.umask(0o077);
  const words = process.argv.slice(2);
  const flags = new Set(words.filter((word) => word.startsWith("--")));
  const names = words.filter((word) => !word.startsWith("--"));
  const isKnown = [...flags].every((flag) => command.flags.includes(flag));
  if (flags.has("--help") || names.length !== command.names || !isKnown) {
    say(command.usage);
    process.exit(flags.has("--help") ? 0 : exitCodes.misused);
  }
  try {
    const config = readConfig(process.env);
    process.exit(exitCodes[await command.run({ config, place: placeOf(config), names: names.map(pathOf), flags })]);
  } catch (error) {
    say(error instanceof CommandError || error instanceof ConfigError ? error.message : `Not done: ${String(error)}`);
    process.exit(exitCodes.failed);
  }
}

/** Where a studio with this configuration keeps everything. */
export function placeOf({ databaseUrl, dataDir }: Config): StorePlace {
  return databaseUrl === undefined
    ? { kind: "sqlite", file: databaseFile(dataDir) }
    : { kind: "postgres", url: databaseUrl };
}

export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** npm runs a command in the package's folder, and says where the person was. */
function pathOf(name: string): string {
  return resolve(process.env.INIT_CWD ?? ".", name);
}
