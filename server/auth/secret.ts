import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Database } from "../store/database.ts";
import { openSettings } from "../store/settings.ts";
import { newToken } from "./token.ts";

/**
 * The secret that signs session cookies: the given one, or the one in the database, made there when absent, so that all
 * nodes have the same. One that an earlier version left in the data folder is taken over.
 */
export async function readSecret(db: Database, dataDir: string, given: string | undefined): Promise<string> {
  if (given !== undefined) return given;
  const settings = openSettings(db);
  return (await settings.read("secret")) ?? settings.add("secret", (await readOldSecret(dataDir)) ?? newToken());
}

async function readOldSecret(dataDir: string): Promise<string | undefined> {
  try {
    return (await readFile(join(dataDir, "secret"), "utf8")).trim();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
