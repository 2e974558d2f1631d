export type ActionPriority = "H" | "M" | "L";

/** Columns of the table: the detection scores from the worst band to the best. */
const detectionBands = [7, 5, 2, 1];

/**
 * Priority by severity and occurrence, each row from its lowest score up, for detection 7–10, 5–6, 2–4 and 1.
 * Read from the action-priority logic of the AIAG & VDA FMEA Handbook (2019).
 */
const table: readonly { severity: number; rows: readonly { occurrence: number; priorities: string }[] }[] = [
  { severity: 9, rows: rows("8 HHHH", "6 HHHH", "4 HHHM", "2 HMLL", "1 LLLL") },
  { severity: 7, rows: rows("8 HHHH", "6 HHHM", "4 HMMM", "2 MMLL", "1 LLLL") },
  { severity: 4, rows: rows("8 HHMM", "6 MMML", "4 MLLL", "1 LLLL") },
  { severity: 2, rows: rows("8 MMLL", "1 LLLL") },
  { severity: 1, rows: rows("1 LLLL") },
];

/**
 * How soon a weak spot needs work: high, medium or low. Never a product of ordinal scores.
 * @param severity occurrence and detection: whole scores 1–10, 10 is worst (detection 10: never noticed in time).
 */
export function actionPriority(severity: number, occurrence: number, detection: number): ActionPriority {
  const block = table.find((each) => severity >= each.severity) ?? table.at(-1)!;
  const row = block.rows.find((each) => occurrence >= each.occurrence) ?? block.rows.at(-1)!;
  const band = detectionBands.findIndex((from) => detection >= from);
  return row.priorities[band < 0 ? detectionBands.length - 1 : band] as ActionPriority;
}

function rows(...lines: string[]): { occurrence: number; priorities: string }[] {
  return lines.map((line) => {
    const [occurrence, priorities] = line.split(" ");
    return { occurrence: Number(occurrence), priorities: priorities! };
  });
}
