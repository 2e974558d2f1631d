import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openAccounts } from "../../server/auth/accounts.ts";
import { openOwnerClaim } from "../../server/auth/ownerClaim.ts";
import { readSecret } from "../../server/auth/secret.ts";
import { ConfigError } from "../../server/config.ts";
import { type Database, openDatabase } from "../../server/store/database.ts";
import { type JournalPlace, openJournals } from "../../server/store/journal.ts";
import { openMaps } from "../../server/store/maps.ts";
import { programId } from "../../server/store/names.ts";
import { openPlayRuns } from "../../server/store/playRuns.ts";
import { PostgresPool } from "../../server/store/postgresPool.ts";
import { openSettings } from "../../server/store/settings.ts";
import { openPostgresUpdateLog } from "../../server/store/updateLogPostgres.ts";
import { AppError } from "../../shared/errors.ts";
import { newDatabase, type TestDatabase } from "../services/testDatabase.ts";
import { type PostgresServer, startPostgres } from "../services/postgresServer.ts";
import { newTestStore } from "../services/testStore.ts";
import { openTcpProxy } from "../services/tcpProxy.ts";
import { until } from "./syncClient.ts";

let server: PostgresServer;
let database: TestDatabase;
/** Two nodes' connections to one database. */
let nodes: [Database, Database];

beforeAll(async () => {
  server = await startPostgres();
  database = await newDatabase(server.url);
  const open = () => openDatabase({ kind: "postgres", url: database.url });
  nodes = await Promise.all([open(), open()]);
});
afterAll(async () => {
  for (const node of nodes) await node.destroy();
  await server.close();
});

const entry = (map: string, byte: number) => ({
  map,
  generation: "gen",
  user: "ann",
  bytes: new Uint8Array([byte % 256, byte >> 8]),
  newClients: [],
});

test("D16 two nodes that start at once make the tables once, and have one secret", async () => {
  const own = await newDatabase(server.url);
  const opened = await Promise.all(Array.from({ length: 4 }, () => openDatabase({ kind: "postgres", url: own.url })));
  const secrets = await Promise.all(opened.map((db) => readSecret(db, "/nowhere", undefined)));
  expect(new Set(secrets).size).toBe(1);
  expect(secrets[0]?.length).toBeGreaterThanOrEqual(32);
  for (const db of opened) await db.destroy();
});

test("D28 no limit of ordinary work ends a step of the schema, and there is one again afterwards", async () => {
  const own = await newDatabase(server.url);
  await own.sql("CREATE TABLE step (what text, statement text, lock text, idle text)");
  await own.sql(`CREATE FUNCTION note_step() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO step VALUES (tg_tag, current_setting('statement_timeout'), current_setting('lock_timeout'),
      current_setting('idle_in_transaction_session_timeout'));
  END $$`);
  await own.sql("CREATE EVENT TRIGGER note ON ddl_command_start EXECUTE FUNCTION note_step()");
  const db = await openDatabase({ kind: "postgres", url: own.url });
  const [{ steps } = {}] = await own.sql("SELECT count(*) AS steps FROM step WHERE what = 'CREATE TABLE'");
  expect(steps).toBeGreaterThan(20);
  expect(await own.sql("SELECT DISTINCT statement, lock, idle FROM step")).toEqual([
    { statement: "0", lock: "0", idle: "0" },
  ]);
  const { rows } = await sql<{ ms: string }>`SELECT current_setting('statement_timeout') AS ms`.execute(db);
  expect(rows).toEqual([{ ms: "15s" }]);
  await db.destroy();
  await own.drop();
});

test("S1 the link that one node prints is taken by the other; of owners there is one", async () => {
  const [first, second] = nodes.map((db) => openOwnerClaim(db));
  const [token, other] = [await first!.renew("first"), await second!.renew("second")];
  expect([await second!.isRight(token), await first!.isRight(other), await first!.isRight("x")]).toEqual([
    true,
    true,
    false,
  ]);
  const next = await first!.renew("first");
  expect([await second!.isRight(token), await second!.isRight(next)]).toEqual([false, true]);

  const accounts = nodes.map((db) => openAccounts(db));
  const claims = await Promise.allSettled(
    Array.from({ length: 6 }, (_, index) =>
      accounts[index % 2]!.createOwner({ name: "Ada", email: `ada${index}@example.org` }),
    ),
  );
  expect(claims.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(claims.filter((claim) => claim.status === "rejected" && claim.reason.code === "CONFLICT")).toHaveLength(5);
  await first!.end();
  expect(await second!.isRight(next)).toBe(false);
});

test("D16 what one node reads and then writes, no other has changed in between", async () => {
  const summarized = { title: "T", summary: {} as never, contentHash: "" };
  const workspace = await nodes[0].selectFrom("workspace").select("id").executeTakeFirstOrThrow();
  await openMaps(nodes[0]).begin("counted", workspace.id, summarized);
  const runs = nodes.map((db) => openPlayRuns(db));
  const run = { id: "run", play: "play" } as never;
  const row = { id: "run", authorId: programId, authorName: "Program", startedAt: "", updatedAt: "" };
  const add = (index: number) =>
    runs[index % 2]!.put("counted", programId, run, (stored) => ({
      ...row,
      data: String(Number(stored?.data ?? 0) + 1),
    }));
  await Promise.all(Array.from({ length: 40 }, (_, index) => add(index)));
  expect((await runs[0]!.list("counted"))[0]?.data).toBe("40");
});

test("D29 journals are written while somebody else has the turn, and of several that go on from one place one does", async () => {
  const workspace = await nodes[0].selectFrom("workspace").select("id").executeTakeFirstOrThrow();
  await openMaps(nodes[0]).begin("told", workspace.id, { title: "T", summary: {} as never, contentHash: "" });
  const journals = nodes.map((db) => openJournals(db));
  const change = { title: "Title", verb: "changed" as const, fields: [], user: "ada", at: 0 };
  const told = { kind: "touchpoint" as const, id: "tp", touchpoint: "tp", ...change };
  const pool = new PostgresPool({ url: database.url, size: 1 });
  const holder = await pool.connect();
  await holder.query("SELECT pg_advisory_lock(4100)");
  const advance = (seq: number, from: JournalPlace | undefined) =>
    Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        journals[index % 2]!.advance("told", from, { generation: "gen", seq, state: new Uint8Array([index]) }, [told]),
      ),
    );
  expect((await advance(1, undefined)).filter(Boolean)).toHaveLength(1);
  expect((await advance(2, await journals[0]!.place("told"))).filter(Boolean)).toHaveLength(1);
  expect(await journals[1]!.place("told")).toEqual({ generation: "gen", seq: 2, lastChange: 2 });
  expect((await journals[1]!.list("told", {})).map(({ n }) => n)).toEqual([2, 1]);
  holder.release();
  await pool.end();
});

test("D23 a commit waits for the disk, whatever the database has for a default", async () => {
  const own = await newDatabase(server.url);
  await own.sql(`ALTER DATABASE "${new URL(own.url).pathname.slice(1)}" SET synchronous_commit = off`);
  expect(await own.sql("SHOW synchronous_commit")).toEqual([{ synchronous_commit: "off" }]);
  const pool = new PostgresPool({ url: own.url, size: 1 });
  const client = await pool.connect();
  expect((await client.query("SHOW synchronous_commit")).rows).toEqual([{ synchronous_commit: "on" }]);
  client.release();
  await pool.end();
});

test("D23 a transaction that could not take its turn leaves its connection fit for the next", async () => {
  const own = await newDatabase(server.url);
  const db = await openDatabase({ kind: "postgres", url: own.url });
  const pool = new PostgresPool({ url: own.url, size: 1 });
  const holder = await pool.connect();
  // What writers take turns by, held for longer than anybody waits.
  await holder.query("SELECT pg_advisory_lock(4100)");
  const waits = db.transaction().execute((transaction) => transaction.selectFrom("setting").selectAll().execute());
  await expect(waits).rejects.toThrow();
  // As many as there are connections, so that the one that failed is among them.
  const reads = Array.from({ length: 12 }, () => db.selectFrom("setting").select("key").execute());
  await expect(Promise.all(reads)).resolves.toHaveLength(12);
  holder.release();
  await pool.end();
  await db.destroy();
}, 60_000);

test("D17 who reads after a number while three nodes append misses nothing", async () => {
  const logs = ["a", "b", "c"].map((node) => openPostgresUpdateLog({ url: database.url, node }));
  const maps = ["one", "two", "three"];
  for (const map of maps) await logs[0]!.create(map, "gen", new Uint8Array([0]));
  const count = 150;
  const appended = logs.flatMap((log, node) =>
    maps.flatMap((map) =>
      Array.from({ length: count }, async (_, index) => {
        // Not all at once, so that there are many groups that meet.
        for (let turn = 0; turn < index % 30; turn++) await new Promise((resolve) => setImmediate(resolve));
        return log.append(entry(map, node * count + index));
      }),
    ),
  );
  let isDone = false;
  const seen = new Map(maps.map((map) => [map, [] as number[]]));
  const reading = (async () => {
    for (let isLast = false; !isLast;) {
      isLast = isDone;
      for (const [map, bytes] of seen) {
        const tail = await logs[2]!.readAfter(map, bytes.length);
        for (const { seq, bytes: own } of tail?.rows ?? []) {
          expect(seq).toBe(bytes.length + 1);
          bytes.push(own[0]! + own[1]! * 256);
        }
      }
    }
  })();
  const seqs = await Promise.all(appended);
  isDone = true;
  await reading;
  expect(new Set(seqs)).toEqual(new Set(Array.from({ length: 3 * count }, (_, index) => index + 1)));
  for (const bytes of seen.values())
    expect(bytes.toSorted((one, other) => one - other)).toEqual(Array.from({ length: 3 * count }, (_, index) => index));
  for (const log of logs) await log.close();
});

test("D18 PostgreSQL stops and comes back: what waited is saved in order, and reading says that it cannot", async () => {
  const failures: number[] = [];
  const log = openPostgresUpdateLog({
    url: database.url,
    node: "a",
    onFailure: (_error, failingForMs) => failures.push(failingForMs),
  });
  await log.create("stopped", "gen", new Uint8Array([0]));
  expect(await log.append(entry("stopped", 1))).toBe(1);
  await server.stop();
  const waiting = [log.append(entry("stopped", 2)), log.append(entry("stopped", 3))];
  await expect(log.load("stopped")).rejects.toMatchObject({ code: "UNAVAILABLE" });
  await expect(openMaps(nodes[0]).list("here")).rejects.toMatchObject({ code: "UNAVAILABLE" });
  await until(() => failures.length > 0, "the failure was told");
  await server.start();
  expect(await Promise.all(waiting)).toEqual([2, 3]);
  expect((await log.load("stopped"))?.rows.map(({ bytes }) => bytes[0])).toEqual([1, 2, 3]);
  expect(await openMaps(nodes[0]).list("here")).toBeDefined();
  await log.close();
});

test("D18 connections that are cut in the middle of appends lose nothing", async () => {
  const address = new URL(database.url);
  const way = await openTcpProxy(Number(address.port));
  address.port = String(way.port);
  const log = openPostgresUpdateLog({ url: address.href, node: "a" });
  await log.create("cut", "gen", new Uint8Array([0]));
  const appended: Promise<number>[] = [];
  for (let index = 0; index < 200; index++) {
    appended.push(log.append(entry("cut", index)));
    if (index % 40 === 20) way.cut();
    if (index % 40 === 30) way.heal();
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  way.heal();
  await Promise.all(appended);
  const kept = new Set((await log.load("cut"))?.rows.map(({ bytes }) => bytes[0]));
  expect(kept.size).toBe(200);
  await log.close();
  await way.close();
});

test("D18 a connection that answers no more is given up, and its late answer is nobody's", async () => {
  const address = new URL(database.url);
  const way = await openTcpProxy(Number(address.port));
  address.port = String(way.port);
  const pool = new PostgresPool({ url: address.href, size: 1, times: { answerMs: 300 } });
  const ask = async (text: string) => (await pool.query<{ said: string }>("SELECT $1 AS said", [text])).rows[0]?.said;
  expect(await ask("before")).toBe("before");
  way.freeze();
  await expect(ask("lost")).rejects.toMatchObject({ code: "UNAVAILABLE" });
  way.heal();
  expect([await ask("after"), await ask("again")]).toEqual(["after", "again"]);
  await pool.end();
  await way.close();
});

test("D25 a connection that died without a word is asked nothing more, and those idle beside it are made anew", async () => {
  const address = new URL(database.url);
  const way = await openTcpProxy(Number(address.port));
  address.port = String(way.port);
  const pool = new PostgresPool({ url: address.href, size: 4, times: { answerMs: 300 } });
  const idle = await Promise.all(Array.from({ length: 4 }, () => pool.connect()));
  for (const client of idle) client.release();
  way.silence();
  const tries: string[] = [];
  const ask = () => pool.transact((client) => client.query("SELECT 1"));
  while (tries.at(-1) !== "done")
    tries.push(
      await ask().then(
        () => "done",
        () => "failed",
      ),
    );
  expect(tries).toEqual(["failed", "done"]);

  const client = await pool.connect();
  way.freeze();
  await expect(client.query("SELECT 1")).rejects.toMatchObject({ code: "UNAVAILABLE" });
  way.heal();
  await expect(client.query("ROLLBACK")).rejects.toMatchObject({ code: "UNAVAILABLE" });
  client.release();
  await pool.end();
  await way.close();
});

test("D25 when the wire to PostgreSQL goes dead without a word, saving fails once and goes on", async () => {
  const address = new URL(database.url);
  const way = await openTcpProxy(Number(address.port));
  address.port = String(way.port);
  const failures: number[] = [];
  const onFailure = (_error: unknown, failingForMs: number) => failures.push(failingForMs);
  const log = openPostgresUpdateLog({ url: address.href, node: "a", onFailure });
  await log.create("silent", "gen", new Uint8Array([0]));
  // All of its connections are idle then.
  await Promise.all(Array.from({ length: 8 }, () => log.heads(["silent"])));
  expect(await log.append(entry("silent", 1))).toBe(1);
  way.silence();
  expect(await Promise.all([log.append(entry("silent", 2)), log.append(entry("silent", 3))])).toEqual([2, 3]);
  expect(failures).toHaveLength(1);
  expect(log.isAccepting).toBe(true);
  await log.close();
  await way.close();
}, 30_000);

test("D30 a commit that was given up and holds every map it was about leaves all refused until it is over, and nothing set apart", async () => {
  const address = new URL(database.url);
  const way = await openTcpProxy(Number(address.port));
  address.port = String(way.port);
  const failed = new Set<string | undefined>();
  const onFailure = (error: unknown, _failingForMs: number, map?: string) => {
    // A commit's; an idle connection that breaks is told of as well.
    if (error instanceof AppError) failed.add(map);
  };
  const log = openPostgresUpdateLog({ url: address.href, node: "a", onFailure });
  const maps = ["held a", "held b", "held c"];
  for (const map of maps) await log.create(map, "gen", new Uint8Array([0]));
  const append = (byte: number) => Promise.all(maps.map((map) => log.append(entry(map, byte))));
  expect(await append(1)).toEqual([1, 1, 1]);
  const pool = new PostgresPool({ url: database.url, size: 1, times: { idleInTransactionMs: 0 } });
  const abandoned = await pool.connect();
  await abandoned.query("BEGIN");
  await abandoned.query("SELECT * FROM map_heads WHERE map LIKE 'held %' FOR UPDATE");
  way.cut();
  const waiting = append(2);
  await until(() => failed.size > 0, "saving failed");
  way.heal();
  await until(() => !log.isAccepting, "all are refused", 30_000);
  expect([maps.filter((map) => log.accepts(map)), log.waiting, [...failed]]).toEqual([[], 3, [undefined]]);
  await abandoned.query("COMMIT");
  expect(await waiting).toEqual([2, 2, 2]);
  await until(() => log.isAccepting, "all are accepted again");
  expect(log.waiting).toBe(0);
  abandoned.release();
  await pool.end();
  await log.close();
  await way.close();
}, 60_000);

test("D26 a map that somebody locks for long holds up no other's saving, and gets what waited in order", async () => {
  const failures: unknown[] = [];
  const log = openPostgresUpdateLog({ url: database.url, node: "a", onFailure: (error) => failures.push(error) });
  for (const map of ["locked", "free"]) await log.create(map, "gen", new Uint8Array([0]));
  const pool = new PostgresPool({ url: database.url, size: 1 });
  const replacing = await pool.connect();
  await replacing.query("BEGIN");
  await replacing.query("SELECT * FROM map_heads WHERE map = 'locked' FOR UPDATE");
  const saved: number[] = [];
  const waiting = [1, 2].map((byte) => log.append(entry("locked", byte)).then((seq) => saved.push(seq)));
  expect(await Promise.all([log.append(entry("free", 1)), log.append(entry("free", 2))])).toEqual([1, 2]);
  waiting.push(log.append(entry("locked", 3)).then((seq) => saved.push(seq)));
  expect(await log.append(entry("free", 3))).toBe(3);
  // What is dropped is told from what is locked.
  expect(await log.append(entry("nowhere", 1))).toBe(0);
  expect(saved).toEqual([]);
  await replacing.query("COMMIT");
  await Promise.all(waiting);
  expect([saved, failures]).toEqual([[1, 2, 3], []]);
  expect((await log.load("locked"))?.rows.map(({ bytes }) => bytes[0])).toEqual([1, 2, 3]);
  replacing.release();
  await pool.end();
  await log.close();
});

test("D26 maps that are being loaded, however many and however slowly, hold up no saving", async () => {
  const own = await newDatabase(server.url);
  await (await openDatabase({ kind: "postgres", url: own.url })).destroy();
  const log = openPostgresUpdateLog({ url: own.url, node: "a" });
  await log.create("loaded", "gen", new Uint8Array([0]));
  const pool = new PostgresPool({ url: own.url, size: 1 });
  const holder = await pool.connect();
  await holder.query("BEGIN");
  await holder.query("LOCK TABLE map_snapshots");
  let loaded = 0;
  const loads = Array.from({ length: 4 }, () => log.readAfter("loaded", 0).then(() => (loaded += 1)));
  const blocked =
    "SELECT count(*) AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";
  while ((await own.sql(blocked))[0]?.["n"] !== 4) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await log.append(entry("loaded", 1))).toBe(1);
  expect(loaded).toBe(0);
  await holder.query("COMMIT");
  await Promise.all(loads);
  holder.release();
  await pool.end();
  await log.close();
  await own.drop();
});

test("D19 three nodes that open a map at once do not close it, and what one of them did is counted for it alone", async () => {
  const logs = ["a", "b", "c"].map((node) => openPostgresUpdateLog({ url: database.url, node }));
  await logs[0]!.create("opened", "gen", new Uint8Array([0]));
  for (const log of logs) await log.load("opened");
  for (const log of logs) expect(await log.load("opened")).toBeDefined();
  await logs[0]!.load("opened");
  await expect(logs[0]!.load("opened")).rejects.toMatchObject({ code: "UNAVAILABLE" });
  expect(await logs[1]!.load("opened")).toBeDefined();
  await logs[1]!.opened("opened");
  expect(await logs[1]!.load("opened")).toBeDefined();
  for (const log of logs) await log.close();
});

test("D20 text with U+0000 is refused on both stores", async () => {
  const sqlite = await newTestStore("sqlite");
  const put = (db: Database) => openSettings(db).put("key", "a\0b");
  await expect(put(nodes[0])).rejects.toMatchObject({ code: "INVALID" });
  await expect(sqlite.by(put)).rejects.toMatchObject({ code: "INVALID" });
  await sqlite.remove();
});

test("H14 a DATABASE_URL that leads nowhere is refused with a sentence, without its password", async () => {
  const { port, host } = new URL(database.url);
  const sentenceOf = async (url: string) => {
    const error = await openDatabase({ kind: "postgres", url }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConfigError);
    expect(String(error)).not.toContain("hunter2");
    return (error as ConfigError).message;
  };
  expect(await sentenceOf(`postgres://kept:hunter2@127.0.0.1:${port}/kept`)).toBe(
    `DATABASE_URL leads to ${host}, but it refuses that user or password.`,
  );
  expect(await sentenceOf(database.url.replace(/\/kept_\w+$/, "/missing"))).toBe(
    `DATABASE_URL leads to ${host}, but it has no database of that name; create it first.`,
  );
  expect(await sentenceOf("postgres://kept:hunter2@127.0.0.1:1/kept")).toBe(
    "DATABASE_URL leads to 127.0.0.1:1, but no PostgreSQL answers there (ECONNREFUSED).",
  );
});
