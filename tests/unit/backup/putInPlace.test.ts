import type * as Fs from "node:fs";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { expect, test, vi } from "vitest";
import { putInPlace } from "../../../server/backup/putInPlace.ts";

/** A folder whose names do not come to disk. */
const broken = vi.hoisted(() => ({ folder: "" }));

vi.mock("node:fs", async (importOriginal) => {
  const fs = await importOriginal<typeof Fs>();
  return {
    ...fs,
    openSync(...args: Parameters<typeof fs.openSync>) {
      if (args[0] === broken.folder) throw new Error("EIO: the folder cannot be read");
      return fs.openSync(...args);
    },
  };
});

test("BK10 a last step that fails after the file is in its place is a complaint, and no failure", async () => {
  const folder = mkdtempSync(join(tmpdir(), "kept-place-"));
  const next = join(folder, "next.db");
  const db = new Sqlite(next);
  db.exec("CREATE TABLE told (word TEXT); INSERT INTO told VALUES ('new')");
  db.close();
  broken.folder = folder;
  const complaints = await putInPlace(next, join(folder, "kept.db"), undefined);
  expect(complaints).toEqual([expect.stringContaining("EIO")]);
  const placed = new Sqlite(join(folder, "kept.db"), { readonly: true });
  expect(placed.prepare("SELECT word FROM told").pluck().all()).toEqual(["new"]);
  placed.close();
  rmSync(folder, { recursive: true });
});
