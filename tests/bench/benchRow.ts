/** What a figure must keep, so that the bench fails when it does not. Budgets are ratios wherever a reference exists. */
export interface Budget {
  is: "atMost" | "atLeast";
  value: number;
}

/** One figure of the bench: several runs of one thing, and what it must keep. */
export interface BenchRow {
  /** Where it belongs in the goals: A the sync server, B the document, C the canvas, D the sciences, E the workshop. */
  group: "A" | "B" | "C" | "D" | "E";
  /** What was measured, with the size of the work: "1×200 delivered per CPU-second ÷ raw relay". */
  name: string;
  /** "ms", "µs", "×", "MB", … */
  unit: string;
  /** At least three runs. */
  runs: readonly number[];
  budget?: Budget;
  /** What holds a missed goal back, or what was switched on. */
  note?: string;
}

/** The middle of the runs, with their smallest and largest. */
export function summarize(runs: readonly number[]): { median: number; min: number; max: number } {
  const sorted = [...runs].sort((a, b) => a - b);
  const at = (index: number) => sorted[index] ?? Number.NaN;
  const half = sorted.length / 2;
  const median = sorted.length % 2 ? at(Math.floor(half)) : (at(half - 1) + at(half)) / 2;
  return { median, min: at(0), max: at(sorted.length - 1) };
}

/** Whether the median of the runs keeps its budget; a figure without one always does. */
export function keepsBudget({ runs, budget }: BenchRow): boolean {
  if (!budget) return true;
  const { median } = summarize(runs);
  return budget.is === "atMost" ? median <= budget.value : median >= budget.value;
}
