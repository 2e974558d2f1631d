import { limits } from "../../../shared/limits.ts";
import type { Evidence } from "../../../shared/model/kinds.ts";
import { evidenceGrades } from "../../../shared/model/evidence.ts";
import type { Measure } from "../../../shared/model/expectation.ts";
import { isShare, parseLevel } from "../measure/levels.ts";
import { type Parsed, parseNumber } from "../measure/numbers.ts";
import { type ColumnRole, guessedRoles, headingRoles } from "./columns.ts";
import { parseDay } from "./parseDay.ts";
import { type CellRow, splitCells } from "./splitCells.ts";

/** Evidence as far as a paste tells it; what it leaves out the person adds. */
export type EvidenceDraft = Partial<Omit<Evidence, "id" | "order" | "expectation">>;

/** What a pasted block was understood to mean, and every row that was not, with why. */
export interface PastedEvidence {
  drafts: EvidenceDraft[];
  problems: { row: number; message: string }[];
}

/** Headings that name none of these tell nothing of where the figures stand. */
const figures: ReadonlySet<ColumnRole> = new Set(["value", "share", "met", "n"]);

type Comma = "decimal" | "thousands" | undefined;

/**
 * Understands a block copied from a spreadsheet as evidence for one measure: a column of raw values or of yes and no
 * becomes one draft; rows of `met/n`, of met and n in two columns, or of value with n and sd become one draft each.
 * Rows it cannot read are left out and listed; nothing is guessed silently.
 */
export function parseEvidence(text: string, measure: Measure): PastedEvidence {
  const table = splitCells(text);
  const heading = table[0] && isHeading(table) ? headingRoles(table[0].cells) : undefined;
  const rows = spread(heading ? table.slice(1) : table, heading !== undefined);
  const roles = heading?.some((role) => role !== undefined && figures.has(role)) ? heading : guessedRoles(rows);
  const comma = commaOf(rows);
  const problems: PastedEvidence["problems"] = [];
  const drafts: EvidenceDraft[] = [];
  const raw: { value: number; observedOn?: string }[] = [];
  for (const { row, cells } of rows) {
    const read = readRow(cells, roles, measure, comma);
    for (const message of read.problems) problems.push({ row, message });
    if (read.raw !== undefined) raw.push({ value: read.raw, ...dayPart(read.draft.observedOn) });
    else if (hasFigure(read.draft)) drafts.push(read.draft);
    else if (read.problems.length === 0) problems.push({ row, message: "No figure in this row; left out" });
  }
  if (raw.length > 0) drafts.push(...rawDrafts(raw, measure, problems));
  return { drafts, problems };
}

/** Several `met`/`n` drafts as one, dated by the newest; `undefined` when any of them is something else. */
export function addTogether(drafts: readonly EvidenceDraft[]): EvidenceDraft | undefined {
  if (drafts.length < 2) return undefined;
  let met = 0;
  let n = 0;
  for (const draft of drafts) {
    if (draft.met === undefined || draft.n === undefined) return undefined;
    met += draft.met;
    n += draft.n;
  }
  return { met, n, ...dayPart(newest(drafts.map((draft) => draft.observedOn))) };
}

interface RowReading {
  draft: EvidenceDraft;
  /** A single raw observation. */
  raw?: number;
  problems: string[];
}

function readRow(
  cells: readonly string[],
  roles: readonly (ColumnRole | undefined)[],
  measure: Measure,
  comma: Comma,
): RowReading {
  const draft: EvidenceDraft = {};
  const problems: string[] = [];
  let single: number | undefined;
  const take = <T>(parsed: Parsed<T>, accept: (value: T) => void) => {
    if ("value" in parsed) accept(parsed.value);
    else problems.push(parsed.problem);
  };
  cells.forEach((cell, at) => {
    if (cell === "") return;
    switch (roles[at]) {
      case "value":
      case "share": {
        const ratio = /^(\d+)\s*(?:\/|out of|of)\s*(\d+)$/iu.exec(cell);
        if (ratio) Object.assign(draft, { met: Number(ratio[1]), n: Number(ratio[2]) });
        else if (roles[at] === "share" || cell.endsWith("%"))
          take(parseShare(cell, measure, comma), (value) => (draft.value = value));
        else take(parseObservation(cell, measure, comma), (value) => (single = value));
        break;
      }
      case "met":
        take(parseCount(cell), (value) => (draft.met = value));
        break;
      case "n":
        take(parseCount(cell), (value) => (draft.n = value));
        break;
      case "sd":
        take(parseNumber(cell, comma), (value) => (draft.sd = Math.abs(value)));
        break;
      case "date":
        take(parseDay(cell), (value) => (draft.observedOn = value));
        break;
      case "grade":
        take(parseGrade(cell), (value) => (draft.grade = value));
        break;
      case "rater":
        draft.rater = cell;
        break;
      case "note":
        draft.note = cell;
        break;
      case undefined:
        break;
    }
  });
  if (single !== undefined) {
    if (draft.n === undefined && draft.sd === undefined && draft.met === undefined)
      return { draft, raw: single, problems };
    take(parseLevel(measure, String(isShare(measure) ? single * 100 : single)), (value) => (draft.value = value));
  }
  return { draft: checkCounts(draft, measure, problems), problems };
}

/** Drops counts that cannot be: more met than cases, or counts where the measure is no share. */
function checkCounts(draft: EvidenceDraft, measure: Measure, problems: string[]): EvidenceDraft {
  const { met, n, ...rest } = draft;
  if (met === undefined) return draft;
  if (!isShare(measure)) {
    problems.push("“Met of n” says how often, but this expectation is measured on a scale; left out");
    return rest;
  }
  if (n === undefined) {
    problems.push(`${met} met, but of how many? Left out`);
    return rest;
  }
  if (met > n) {
    problems.push(`${met} of ${n}: more met than there were; left out`);
    return rest;
  }
  return draft;
}

function rawDrafts(
  raw: readonly { value: number; observedOn?: string }[],
  measure: Measure,
  problems: PastedEvidence["problems"],
): EvidenceDraft[] {
  const day = dayPart(newest(raw.map((each) => each.observedOn)));
  const values = raw.map((each) => each.value);
  if (isShare(measure) && (measure.threshold === undefined || measure.kind === "boolean")) {
    if (values.every((value) => value === 0 || value === 1)) {
      return [{ met: values.filter((value) => value === 1).length, n: values.length, ...day }];
    }
    problems.push({
      row: 0,
      message:
        "This expectation counts how often: paste met/n or yes and no, or give it a limit (Within … hours) first",
    });
    return [];
  }
  if (values.length > limits.valuesPerEvidence) {
    problems.push({
      row: 0,
      message: `Only the first ${limits.valuesPerEvidence} of ${values.length} values are kept`,
    });
  }
  return [{ values: values.slice(0, limits.valuesPerEvidence), ...day }];
}

function parseObservation(cell: string, measure: Measure, comma: Comma): Parsed<number> {
  if (/^(yes|true|y|ok|✓|x)$/iu.test(cell) && isShare(measure)) return { value: 1 };
  if (/^(no|false)$/iu.test(cell) && isShare(measure)) return { value: 0 };
  const unit = measure.unit;
  const bare = unit !== undefined && unit !== "" && cell.endsWith(unit) ? cell.slice(0, -unit.length) : cell;
  const parsed = parseNumber(bare, comma);
  if ("problem" in parsed) return { problem: `${parsed.problem}; left out` };
  const { min = 1, max = 7 } = measure;
  if (measure.kind === "rating" && (parsed.value < min || parsed.value > max)) {
    return { problem: `${parsed.value} is outside ${min} to ${max} (0 often means no answer); left out` };
  }
  return parsed;
}

function parseShare(cell: string, measure: Measure, comma: Comma): Parsed<number> {
  if (!isShare(measure))
    return { problem: `“${cell}” is a share, but this expectation is measured on a scale; left out` };
  const parsed = parseNumber(cell.replace(/\s*%$/u, ""), comma);
  if ("problem" in parsed) return parsed;
  const value = cell.endsWith("%") || parsed.value > 1 ? parsed.value / 100 : parsed.value;
  return value >= 0 && value <= 1
    ? { value: Number(value.toPrecision(12)) }
    : { problem: `“${cell}” is no share; left out` };
}

function parseCount(cell: string): Parsed<number> {
  const parsed = parseNumber(cell, "thousands");
  if ("problem" in parsed) return { problem: `${parsed.problem}; left out` };
  return Number.isInteger(parsed.value) && parsed.value >= 0
    ? parsed
    : { problem: `“${cell}” is not a count; left out` };
}

function parseGrade(cell: string): Parsed<Evidence["grade"]> {
  const grade = evidenceGrades.find((each) => each.startsWith(cell.toLowerCase()));
  return grade
    ? { value: grade }
    : { problem: `“${cell}” is no grade of evidence; one of ${evidenceGrades.join(", ")}` };
}

/** A first row without figures over rows with figures is a heading; rows of yes and no are not. */
function isHeading(table: readonly CellRow[]): boolean {
  const [first, ...rest] = table;
  if (first === undefined || rest.length === 0) return false;
  const answers = first.cells.every((cell) => /^(yes|no|true|false|y|n)$/iu.test(cell));
  return !answers || rest.some(({ cells }) => cells.some((cell) => /\d/u.test(cell)));
}

/** A line of nothing but numbers between spaces is as many rows of one value. */
function spread(rows: readonly CellRow[], headed: boolean): CellRow[] {
  if (headed) return [...rows];
  return rows.flatMap((row) => {
    const [only = ""] = row.cells;
    const parts = only.split(/\s+/u);
    const plain =
      row.cells.length === 1 && parts.length > 1 && parts.every((part) => /^[-−]?\d+([.,]\d+)?$/u.test(part));
    // `1 200` is one number in most of Europe.
    const grouped = parts.length === 2 && /^\d{1,3}$/u.test(parts[0] ?? "") && /^\d{3}$/u.test(parts[1] ?? "");
    return plain && !grouped ? parts.map((part) => ({ row: row.row, cells: [part] })) : [row];
  });
}

/** What a comma means in this block, told by the first number that can mean only one thing. */
function commaOf(rows: readonly CellRow[]): Comma {
  for (const cell of rows.flatMap((row) => row.cells)) {
    if (/^[-−]?\d{1,3}(,\d{3})+(\.\d+)?$/u.test(cell) && /,\d{3},|\./u.test(cell)) return "thousands";
    if (/^[-−]?(\d*,(\d{1,2}|\d{4,})|0,\d+|\d{4,},\d+)\D*$/u.test(cell)) return "decimal";
  }
  return undefined;
}

function hasFigure(draft: EvidenceDraft): boolean {
  return draft.met !== undefined || draft.value !== undefined;
}

function newest(days: readonly (string | undefined)[]): string | undefined {
  return days
    .filter((day) => day !== undefined)
    .toSorted()
    .at(-1);
}

function dayPart(observedOn: string | undefined): { observedOn?: string } {
  return observedOn === undefined ? {} : { observedOn };
}
