import type Sqlite from "better-sqlite3";

/** The tables of the update log; each has a column `map`. */
export const logTables = [
  "map_heads",
  "map_openings",
  "map_updates",
  "map_snapshots",
  "map_clients",
  "map_backups",
  "map_quarantine",
] as const;

const schema = `
CREATE TABLE IF NOT EXISTS map_heads (
  map TEXT PRIMARY KEY, generation TEXT NOT NULL, seq INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS map_openings (
  map TEXT PRIMARY KEY, count INTEGER NOT NULL, last_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS map_updates (
  map TEXT NOT NULL, seq INTEGER NOT NULL, user TEXT NOT NULL, bytes BLOB NOT NULL, checksum INTEGER NOT NULL,
  at INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (map, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS map_snapshots (
  map TEXT NOT NULL, seq INTEGER NOT NULL, bytes BLOB NOT NULL, checksum INTEGER NOT NULL,
  PRIMARY KEY (map, seq)
) STRICT;
CREATE TABLE IF NOT EXISTS map_clients (
  map TEXT NOT NULL, client INTEGER NOT NULL, user TEXT NOT NULL,
  PRIMARY KEY (map, client)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS map_backups (
  id INTEGER PRIMARY KEY, map TEXT NOT NULL, layout INTEGER NOT NULL, bytes BLOB NOT NULL,
  at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
) STRICT;
CREATE TABLE IF NOT EXISTS map_quarantine (
  id INTEGER PRIMARY KEY, map TEXT NOT NULL, seq INTEGER NOT NULL, user TEXT, bytes BLOB NOT NULL,
  checksum INTEGER NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
) STRICT;`;

/** The last number that an earlier version gave out is the highest one that is still somewhere. */
const countHeads = `
UPDATE map_heads SET seq = (SELECT coalesce(max(seq), 0) FROM (
  SELECT seq FROM map_updates WHERE map = map_heads.map
  UNION ALL SELECT seq FROM map_snapshots WHERE map = map_heads.map
  UNION ALL SELECT seq FROM map_quarantine WHERE map = map_heads.map
))`;

/** Makes the log's tables in SQLite, those that are missing, and what a database of an earlier version lacks in them. */
export function makeLogTables(db: Sqlite.Database): void {
  db.transaction(() => {
    db.exec(schema);
    if (!hasColumn(db, "map_updates", "at"))
      db.exec("ALTER TABLE map_updates ADD COLUMN at INTEGER NOT NULL DEFAULT 0");
    if (hasColumn(db, "map_heads", "seq")) return;
    db.exec("ALTER TABLE map_heads ADD COLUMN seq INTEGER NOT NULL DEFAULT 0");
    db.exec(countHeads);
  }).immediate();
}

function hasColumn(db: Sqlite.Database, table: string, column: string): boolean {
  return db.prepare("SELECT 1 FROM pragma_table_info(?) WHERE name = ?").get(table, column) !== undefined;
}
