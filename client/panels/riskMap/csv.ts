/**
 * What a spreadsheet would take for a formula, or for the end of one cell and the start of another: behind blanks and
 * signs that are not seen too, and in the wide letters that some of them read as narrow ones.
 */
const risky = /^(?:[\t\r\n]|[\s\p{Cf}]*[=+\-@＝＋－＠])/u;
const plainNumber = /^-?\d+(\.\d+)?$/u;

/**
 * Rows as CSV (RFC 4180, with a mark that makes spreadsheets read UTF-8). Numbers stay numbers; a text that a
 * spreadsheet would run is made text by an apostrophe. Null is an empty cell.
 */
export function csvOf(rows: readonly (readonly (string | number | null)[])[]): string {
  return `\ufeff${rows.map((cells) => cells.map(cellText).join(",")).join("\r\n")}\r\n`;
}

function cellText(cell: string | number | null): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const safe = risky.test(cell) && !plainNumber.test(cell) ? `'${cell}` : cell;
  return /[",\r\n\t;]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
