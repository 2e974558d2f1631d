import type Sqlite from "better-sqlite3";
import { logChecksum } from "../../server/store/logChecksum.ts";
import { openUpdateLogTables } from "../../server/store/updateLogTables.ts";
import { RoomDocument } from "../../server/sync/roomDocument.ts";
import type { Random } from "../world/random.ts";

/** Does harm to a map in a database whose server is dead; false when there was nothing to do it to. */
export type Harm = (db: Sqlite.Database, map: string, random: Random) => boolean;

interface Row {
  seq: number;
  user: string;
  bytes: Buffer;
}

function anyRow(db: Sqlite.Database, map: string, random: Random): Row | undefined {
  const rows = db.prepare<[string], Row>("SELECT seq, user, bytes FROM map_updates WHERE map = ?").all(map);
  return random.pick(rows);
}

/** Puts bytes in the place of a row's, under the checksum they would have in `owner`'s log. */
function overwrite(db: Sqlite.Database, map: string, row: Row, bytes: Uint8Array, owner: string): void {
  const checksum = logChecksum(owner, row.user, bytes);
  db.prepare("UPDATE map_updates SET bytes = ?, checksum = ? WHERE map = ? AND seq = ?").run(
    bytes,
    checksum,
    map,
    row.seq,
  );
}

/** Every kind of harm by its name. */
export const harms: Readonly<Record<string, Harm>> = {
  "a bit that flipped in a row": (db, map, random) => {
    const row = anyRow(db, map, random);
    if (!row) return false;
    const at = random.below(row.bytes.length);
    row.bytes[at] = (row.bytes[at] ?? 0) ^ (1 << random.below(8));
    db.prepare("UPDATE map_updates SET bytes = ? WHERE map = ? AND seq = ?").run(row.bytes, map, row.seq);
    return true;
  },

  "a row of another map": (db, map, random) => {
    const row = anyRow(db, map, random);
    if (row) overwrite(db, map, row, row.bytes, "another map");
    return row !== undefined;
  },

  "a row that Yjs cannot apply": (db, map, random) => {
    const row = anyRow(db, map, random);
    if (row) overwrite(db, map, row, new Uint8Array([9, 9, 9]), map);
    return row !== undefined;
  },

  "a row that is gone": (db, map, random) => {
    const row = anyRow(db, map, random);
    if (row) db.prepare("DELETE FROM map_updates WHERE map = ? AND seq = ?").run(map, row.seq);
    return row !== undefined;
  },

  "a bit that flipped in the newest snapshot": (db, map, random) => {
    const tables = openUpdateLogTables(db);
    const loaded = tables.load(map);
    tables.opened(map);
    if (!loaded || loaded.rows.length === 0) return false;
    tables.compact(map, loaded.generation, RoomDocument.open(loaded).document.encode(), loaded.seq);
    const { bytes } = db
      .prepare<[string, number], Row>("SELECT bytes FROM map_snapshots WHERE map = ? AND seq = ?")
      .get(map, loaded.seq) ?? { bytes: Buffer.alloc(0) };
    const at = random.below(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
    db.prepare("UPDATE map_snapshots SET bytes = ? WHERE map = ? AND seq = ?").run(bytes, map, loaded.seq);
    return true;
  },
};
