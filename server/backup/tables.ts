import { createHash } from "node:crypto";

/** A value as both databases hold it. */
export type Value = string | number | null | Uint8Array;

/** Its columns in one order, the same for all rows of a table. */
export type Row = readonly Value[];

export interface Table {
  name: string;
  columns: readonly string[];
}

/** A whole store, to be read table by table as it was at one moment. */
export interface TableReader {
  count(table: Table): Promise<number>;
  /** All rows, some at a time. */
  read(table: Table): AsyncIterable<Row[]>;
}

/** An empty store, to be filled. Nothing is there before `commit`. */
export interface TableWriter {
  write(table: Table, rows: readonly Row[]): Promise<void>;
  commit(): Promise<void>;
}

/** What a table holds, in short: equal for equal rows, in whatever order they are read. */
export interface Digest {
  rows: number;
  sum: string;
}

const modulus = 1n << 128n;

/** Sums up the rows of one table. */
export class Digester {
  #rows = 0;
  #sum = 0n;

  add(rows: readonly Row[]): void {
    for (const row of rows) {
      this.#rows += 1;
      this.#sum = (this.#sum + markOf(row)) % modulus;
    }
  }

  get digest(): Digest {
    return { rows: this.#rows, sum: this.#sum.toString(16) };
  }
}

function markOf(row: Row): bigint {
  const hash = createHash("sha256");
  for (const value of row) {
    const bytes = value instanceof Uint8Array ? value : Buffer.from(String(value));
    const kind = value instanceof Uint8Array ? "bytes" : typeof value;
    hash.update(`${kind} ${bytes.length} `).update(bytes);
  }
  return BigInt(`0x${hash.digest("hex").slice(0, 32)}`);
}

/** What the rows of a batch take in memory, roughly. */
export function sizeOf(row: Row): number {
  return row.reduce<number>(
    (sum, value) => sum + (value instanceof Uint8Array || typeof value === "string" ? value.length : 8),
    0,
  );
}

/** So much is held in memory at a time. */
export const batchBytes = 4_000_000;
export const batchRows = 1_000;
