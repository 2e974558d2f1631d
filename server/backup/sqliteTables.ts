import type Sqlite from "better-sqlite3";
import { batchBytes, batchRows, type Row, sizeOf, type Table, type TableReader, type TableWriter } from "./tables.ts";

/** Of a running studio, not of what it keeps: which steps of the schema were done, and what is being opened. */
const ofThisProcess = ["kysely_migration", "kysely_migration_lock", "map_openings"];

/** The tables that a backup consists of, each after those that it refers to. */
export function tablesOf(db: Sqlite.Database): Table[] {
  const names = db
    .prepare<[], string>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name",
    )
    .pluck()
    .all()
    .filter((name) => !ofThisProcess.includes(name));
  const ordered: string[] = [];
  const visit = (name: string) => {
    if (ordered.includes(name)) return;
    const others = db.prepare<[string], string>('SELECT "table" FROM pragma_foreign_key_list(?)').pluck().all(name);
    for (const other of others) if (other !== name) visit(other);
    ordered.push(name);
  };
  names.forEach(visit);
  const columns = db.prepare<[string], string>("SELECT name FROM pragma_table_info(?) ORDER BY name").pluck();
  return ordered.map((name) => ({ name, columns: columns.all(name) }));
}

export function readSqlite(db: Sqlite.Database): TableReader {
  return {
    async count({ name }) {
      return (
        db
          .prepare<[], number>(`SELECT count(*) FROM ${quote(name)}`)
          .pluck()
          .get() ?? 0
      );
    },
    async *read({ name, columns }) {
      const rows = db
        .prepare<[], Row>(`SELECT ${columns.map(quote).join(", ")} FROM ${quote(name)}`)
        .raw()
        .iterate();
      let batch: Row[] = [];
      let bytes = 0;
      for (const row of rows) {
        batch.push(row);
        bytes += sizeOf(row);
        if (batch.length < batchRows && bytes < batchBytes) continue;
        yield batch;
        batch = [];
        bytes = 0;
      }
      if (batch.length > 0) yield batch;
    },
  };
}

/** Deletes everything in the tables and fills them, in one transaction; nobody else may have the database open. */
export function writeSqlite(db: Sqlite.Database, tables: readonly Table[]): TableWriter {
  db.pragma("foreign_keys = OFF");
  db.exec("BEGIN");
  // The steps of the schema put rows in, too.
  for (const { name } of tables) db.exec(`DELETE FROM ${quote(name)}`);
  return {
    async write({ name, columns }, rows) {
      const places = columns.map(() => "?").join(", ");
      const insert = db.prepare(`INSERT INTO ${quote(name)} (${columns.map(quote).join(", ")}) VALUES (${places})`);
      for (const row of rows) insert.run(...row);
    },
    async commit() {
      db.exec("COMMIT");
    },
  };
}

export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
