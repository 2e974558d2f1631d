/** Cells of a block copied from a spreadsheet, row by row, with the number of the row they stood in (from 1). */
export interface CellRow {
  row: number;
  cells: string[];
}

/**
 * Splits what a spreadsheet puts on the clipboard: rows by line, cells by tab, quoted cells unquoted. A block without
 * tabs is split by semicolon or, when every line has as many commas outside numbers, by comma; else a line is a cell.
 */
export function splitCells(text: string): CellRow[] {
  const delimiter = findDelimiter(text);
  const rows: CellRow[] = [];
  let cells: string[] = [];
  let cell = "";
  let quoted = false;
  const endCell = () => {
    cells.push(cell.trim());
    cell = "";
  };
  let row = 1;
  const endRow = () => {
    endCell();
    if (cells.some((each) => each !== "")) rows.push({ row, cells });
    cells = [];
    row += 1;
  };
  const source = text.replace(/^\ufeff/u, "").replace(/\r\n?/gu, "\n");
  for (let at = 0; at < source.length; at += 1) {
    const char = source.charAt(at);
    if (quoted) {
      if (char !== '"') cell += char;
      else if (source.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (char === '"' && cell.trim() === "") {
      quoted = true;
      cell = "";
    } else if (char === delimiter) endCell();
    else if (char === "\n") endRow();
    else cell += char;
  }
  endRow();
  return rows;
}

function findDelimiter(text: string): string | undefined {
  if (text.includes("\t")) return "\t";
  if (text.includes(";")) return ";";
  const lines = text.split(/\r?\n/u).filter((line) => line.trim() !== "");
  const [first] = lines;
  const named = first !== undefined && lines.length > 1 && /\p{L}.*,.*\p{L}/u.test(first);
  return named ? "," : undefined;
}
