import type { Progress } from "./progress.ts";
import { type Digest, Digester, type Row, type Table, type TableReader, type TableWriter } from "./tables.ts";

/** Copies all tables; gives what each held. The writer is not committed. */
export async function copyTables(
  tables: readonly Table[],
  from: TableReader,
  to: TableWriter,
  progress: Progress,
): Promise<Map<string, Digest>> {
  return walk(tables, from, progress, "Copying", (table, rows) => to.write(table, rows));
}

/** What each table holds. */
export async function digestTables(
  tables: readonly Table[],
  from: TableReader,
  progress: Progress,
): Promise<Map<string, Digest>> {
  return walk(tables, from, progress, "Checking", async () => {});
}

/** Sentences about the tables whose content is not the same. */
export function differences(expected: ReadonlyMap<string, Digest>, found: ReadonlyMap<string, Digest>): string[] {
  return [...expected].flatMap(([name, { rows, sum }]) => {
    const other = found.get(name);
    if (other === undefined) return [`${name} is missing.`];
    if (other.rows !== rows) return [`${name} has ${other.rows} rows instead of ${rows}.`];
    return other.sum === sum ? [] : [`${name} has as many rows, but not the same.`];
  });
}

async function walk(
  tables: readonly Table[],
  from: TableReader,
  progress: Progress,
  verb: string,
  take: (table: Table, rows: Row[]) => Promise<void>,
): Promise<Map<string, Digest>> {
  let total = 0;
  for (const table of tables) total += await from.count(table);
  const digests = new Map<string, Digest>();
  let done = 0;
  for (const table of tables) {
    const digester = new Digester();
    for await (const rows of from.read(table)) {
      digester.add(rows);
      await take(table, rows);
      done += rows.length;
      progress.show(`${verb} ${table.name}`, done, total);
    }
    digests.set(table.name, digester.digest);
  }
  progress.done(`${verb}: ${total.toLocaleString("en")} rows in ${tables.length} tables.`);
  return digests;
}
