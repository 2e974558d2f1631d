import { afterAll, beforeAll, expect, test } from "vitest";
import { newTestStore } from "../services/testStore.ts";
import { type BackupHarness, openBackupHarness } from "./backupHarness.ts";

let harness: BackupHarness;

beforeAll(async () => {
  harness = await openBackupHarness();
});
afterAll(() => harness.close());

test("BK5 a studio moves from SQLite to PostgreSQL with all it has, and back by a backup; browsers go on", async () => {
  const [sqlite, postgres, back] = [
    await newTestStore("sqlite"),
    await newTestStore("postgres"),
    await newTestStore("sqlite"),
  ];
  const { map, generation } = await harness.studioWith(sqlite, "one", "two");
  await sqlite.sql("INSERT INTO map_quarantine (map, seq, bytes, checksum, reason) VALUES ('x', 1, x'00ff', 7, 'y')");
  await sqlite.sql(
    "INSERT INTO guest (id, name, tokenHash, createdAt, seenAt) VALUES ('g', 'Żółć 𝒢 ''', 't', 'c', 's')",
  );
  const env = { ...sqlite.env, ...postgres.env, KEPT_DATA_DIR: sqlite.dataDir };

  const nowhere = await harness.run("move", sqlite.env);
  expect([nowhere.code, nowhere.said]).toEqual([1, expect.stringContaining("Set DATABASE_URL")]);
  const server = await harness.start(sqlite);
  const running = await harness.run("move", env);
  expect([running.code, running.said]).toEqual([1, expect.stringContaining("A studio is running")]);
  await server.stop();

  const moved = await harness.run("move", env);
  expect(moved.said).toMatch(/Copying: [\d,]+ rows in \d+ tables\.\nChecking: [\d,]+ rows in \d+ tables\./);
  expect(moved.said).toContain("Done: 2 maps are there.");
  expect(moved.code).toBe(0);
  expect(await postgres.sql("SELECT name FROM guest")).toEqual([{ name: "Żółć 𝒢 '" }]);
  expect(await postgres.sql("SELECT bytes FROM map_quarantine")).toEqual([{ bytes: Buffer.from([0, 255]) }]);
  await postgres.sql("INSERT INTO map_quarantine (map, seq, bytes, checksum, reason) VALUES ('z', 1, '', 7, 'next')");
  expect(await harness.visit(postgres, map, generation)).toEqual({
    edits: expect.arrayContaining(["one", "two"]),
    closed: undefined,
  });
  const again = await harness.run("move", env);
  expect([again.code, again.said]).toEqual([1, expect.stringContaining("Say --replace")]);

  const file = harness.newFile();
  expect((await harness.run("backup", postgres.env, file)).code).toBe(0);
  expect((await harness.run("restore", back.env, file, "--unchanged")).code).toBe(0);
  expect(await harness.visit(back, map, generation)).toEqual({
    edits: expect.arrayContaining(["one", "two"]),
    closed: undefined,
  });
  for (const each of [sqlite, postgres, back]) await each.remove();
}, 300_000);
