import { newTestStore } from "../services/testStore.ts";
import { openRandom, type Random } from "../world/random.ts";
import { bundleServer, type ServerProcess, startServer } from "./serverProcess.ts";
import { until } from "./syncClient.ts";
import { createMap, openWriter, readAll, type Writer, writersToken } from "./writer.ts";

const writers = 3;

export interface KillResult {
  rounds: number;
  /** Edits that the server had called saved before some kill. */
  acknowledged: number;
  /** Of those, the ones a fresh reader did not find after the restart. */
  lost: string[];
  /** Edits that a fresh reader found twice. */
  doubled: string[];
  /** Edits that were written, saved or not, and did not arrive in the end. */
  missing: string[];
}

/**
 * Kills the real server with SIGKILL at a random moment of each round, while stock y-websocket clients write, starts it
 * again over the same data, and looks with fresh eyes for every edit that was called saved.
 */
export async function runKillRounds(
  rounds: number,
  seed: number,
  onRound?: (round: number) => void,
): Promise<KillResult> {
  const random = openRandom(seed);
  const store = await newTestStore();
  const bundle = await bundleServer("server/main.ts");
  const env = { ...store.env, KEPT_OWNER_TOKEN: writersToken, LOG_LEVEL: "error" };
  const result: KillResult = { rounds, acknowledged: 0, lost: [], doubled: [], missing: [] };
  let server = await startServer(bundle.file, env);
  const port = new URL(server.url).port;
  const map = await createMap(server);
  const people = Array.from({ length: writers }, (_, index) => openWriter(server.url, map, `w${index}`));
  try {
    for (let round = 1; round <= rounds; round++) {
      await writeUntilKilled(server, people, random);
      server = await startServer(bundle.file, { ...env, PORT: port });
      const found = await readAll(server.url, map);
      const unique = new Set(found);
      result.doubled.push(...found.filter((id, index) => found.indexOf(id) !== index));
      for (const { saved } of people) for (const id of saved) if (!unique.has(id)) result.lost.push(id);
      onRound?.(round);
    }
    for (const { client } of people) await until(() => client.provider.synced, "a writer comes back", 60_000);
    // The server asks a returning writer for what it lacks only once its own part is on disk, so "synced" may come
    // before the last edits leave. They must arrive without anybody writing again.
    const deadline = performance.now() + 60_000;
    do result.missing = await missingOf(people, server.url, map);
    while (result.missing.length > 0 && performance.now() < deadline);
    await until(() => people.every(({ client }) => client.saved === client.sent), "all is saved", 60_000);
    result.acknowledged = people.reduce((sum, { saved }) => sum + saved.size, 0);
    return result;
  } finally {
    for (const { client } of people) client.close();
    await server.kill();
    bundle.remove();
    await store.remove();
  }
}

/** Everybody writes at random moments; the process dies at one of them, saved or not, synced or not. */
async function writeUntilKilled(server: ServerProcess, people: readonly Writer[], random: Random): Promise<void> {
  const deadline = performance.now() + 30 + random.below(400);
  // Mostly it dies while people work; sometimes while they still come in.
  if (!random.chance(0.2))
    await until(() => people.every(({ client }) => client.provider.synced), "everyone is in", 60_000);
  const end = Math.max(deadline, performance.now() + 20 + random.below(200));
  while (performance.now() < end) {
    for (const person of people) if (random.chance(0.7)) person.write();
    await new Promise((resolve) => setTimeout(resolve, random.below(6)));
  }
  await server.kill();
}

/** What was written and a fresh reader does not find. */
async function missingOf(people: readonly Writer[], url: string, map: string): Promise<string[]> {
  const found = new Set(await readAll(url, map));
  return people.flatMap(({ written }) => written.filter((id) => !found.has(id)));
}
