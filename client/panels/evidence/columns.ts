import type { CellRow } from "./splitCells.ts";

/** What a column of pasted evidence can hold. */
export type ColumnRole = "value" | "met" | "n" | "share" | "sd" | "date" | "grade" | "rater" | "note";

/** Words people head their columns with, in lower case; the first role that knows a word takes it. */
const words: Readonly<Record<ColumnRole, readonly string[]>> = {
  met: ["met", "ok", "kept", "hits", "hit", "successes", "success", "within", "passed", "yes", "k"],
  n: ["n", "of", "total", "cases", "count", "sample", "size", "answers", "responses", "all"],
  share: ["share", "percent", "per cent", "%", "rate", "percentage"],
  sd: ["sd", "stdev", "std", "standard deviation", "spread", "s"],
  date: ["date", "day", "month", "observed", "observed on", "on", "when"],
  grade: ["grade", "kind", "type", "strength"],
  rater: ["rater", "by", "who", "rated by", "person"],
  note: ["note", "notes", "comment", "remark", "text"],
  value: [
    "value",
    "values",
    "mean",
    "average",
    "median",
    "minutes",
    "hours",
    "days",
    "rating",
    "score",
    "time",
    "result",
  ],
};

/** The roles that a row of headings names, column by column; `undefined` when the row is no heading. */
export function headingRoles(cells: readonly string[]): (ColumnRole | undefined)[] | undefined {
  if (cells.some((cell) => /\d/u.test(cell))) return undefined;
  const roles = cells.map(roleOfWord);
  return roles.some((role) => role !== undefined) || cells.every((cell) => /\p{L}/u.test(cell)) ? roles : undefined;
}

/** Roles guessed from what stands in the columns, where nobody headed them. */
export function guessedRoles(rows: readonly CellRow[]): (ColumnRole | undefined)[] {
  const width = Math.max(0, ...rows.map((row) => row.cells.length));
  const columns = Array.from({ length: width }, (_, at) =>
    rows.map((row) => row.cells[at] ?? "").filter((c) => c !== ""),
  );
  const roles = columns.map((cells): ColumnRole | undefined => {
    if (mostly(cells, /^\d{4}-\d{1,2}(-\d{1,2})?([T ].*)?$|^\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{4}$/u)) return "date";
    if (mostly(cells, /%$/u)) return "share";
    return mostly(cells, /\d|^(yes|no|true|false)$/iu) ? "value" : "note";
  });
  const values = roles.flatMap((role, at) => (role === "value" ? [at] : []));
  const [met, n] = values;
  // Two columns of whole numbers, the second never smaller: met and n, as people lay them out.
  if (
    values.length === 2 &&
    met !== undefined &&
    n !== undefined &&
    rows.every((row) => isMetOfN(row.cells[met], row.cells[n]))
  ) {
    roles[met] = "met";
    roles[n] = "n";
  }
  return roles;
}

function isMetOfN(met = "", n = ""): boolean {
  return /^\d+$/u.test(met) && /^\d+$/u.test(n) && Number(met) <= Number(n);
}

function mostly(cells: readonly string[], pattern: RegExp): boolean {
  return cells.length > 0 && cells.filter((cell) => pattern.test(cell)).length * 2 > cells.length;
}

function roleOfWord(cell: string): ColumnRole | undefined {
  const word = cell
    .toLowerCase()
    .replace(/[^\p{L}%]+/gu, " ")
    .trim();
  return (Object.keys(words) as ColumnRole[]).find((role) => words[role].includes(word));
}
