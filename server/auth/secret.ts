import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { newToken } from "./token.ts";

/** The secret that signs session cookies: the given one, or the one in the data folder, made there when absent. */
export async function readSecret(dataDir: string, given: string | undefined): Promise<string> {
  if (given !== undefined) return given;
  const file = join(dataDir, "secret");
  try {
    return (await readFile(file, "utf8")).trim();
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
  const secret = newToken();
  await writeFile(file, `${secret}\n`, { mode: 0o600, flag: "wx" });
  return secret;
}
