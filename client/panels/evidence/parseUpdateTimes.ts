import { limits } from "../../../shared/limits.ts";
import type { Measure } from "../../../shared/model/expectation.ts";
import { type CadenceUnit, cadenceUnitOf, cadenceUnits } from "../measure/cadence.ts";
import { type PastedEvidence, parseEvidence } from "./parseEvidence.ts";
import { splitCells } from "./splitCells.ts";

/** When an update came: minutes since some start, since midnight, or since 1970. */
interface UpdateTime {
  kind: "elapsed" | "clock" | "dated";
  minutes: number;
  day?: string;
}

const minutesPerDay = 1440;
const times =
  /(\d{4}-\d{2}-\d{2})[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?Z?)?|(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]m)?|(\d+(?:\.\d+)?)/giu;
/** What may stand between times and means nothing of its own. */
const between = /^(?:[\s,;]|and\b|at\b|min(?:utes?)?\b|h(?:ours?)?\b|days?\b)*$/iu;

/**
 * Understands pasted times of updates as evidence for an update cadence: the time from each to the next is one
 * interval; a blank line starts the updates of another customer. Anything else, and counts as everywhere, is read as
 * for every measure.
 */
export function parseUpdateTimes(text: string, measure: Measure): PastedEvidence {
  const unit = cadenceUnitOf(measure);
  const lines = splitCells(text.replaceAll(/[,;]/gu, " "));
  const read = lines.map(({ row, cells }) => ({ row, times: cells.length === 1 ? timesOf(cells[0] ?? "", unit) : [] }));
  const understood = read.filter((line) => line.times.length > 0).length;
  const [first] = lines;
  const heading = first !== undefined && lines.length > 1 && !/\d/u.test(first.cells.join(" ")) ? first.row : undefined;
  if (unit === undefined || understood * 2 <= lines.length - (heading === undefined ? 0 : 1))
    return unit === undefined ? parseEvidence(text, measure) : withoutNegative(parseEvidence(text, measure));

  const problems: PastedEvidence["problems"] = [];
  const values: number[] = [];
  let days: string[] = [];
  let before: (UpdateTime & { row: number; isAlone: boolean }) | undefined;
  const endCustomer = () => {
    if (before?.isAlone === true)
      problems.push({ row: before.row, message: "One update alone leaves no interval; left out" });
    before = undefined;
  };
  let lastRow = 0;
  for (const { row, times: here } of read) {
    if (row - lastRow > 1) endCustomer();
    lastRow = row;
    if (here.length === 0 && row !== heading) problems.push({ row, message: "No time of an update; left out" });
    for (const time of here) {
      const minutes = before === undefined ? 0 : minutesBetween(before, time);
      if (minutes === undefined) {
        problems.push({ row, message: "Earlier than the update before it, or told in another way; left out" });
        continue;
      }
      if (before !== undefined) values.push(Number((minutes / cadenceUnits[unit]).toPrecision(12)));
      if (time.day !== undefined) days = [...days, time.day];
      before = { ...time, row, isAlone: before === undefined };
    }
  }
  endCustomer();
  if (values.length > limits.valuesPerEvidence)
    problems.push({
      row: 0,
      message: `Only the first ${limits.valuesPerEvidence} of ${values.length} intervals are kept`,
    });
  const observedOn = days.toSorted().at(-1);
  const draft = {
    values: values.slice(0, limits.valuesPerEvidence),
    ...(observedOn === undefined ? {} : { observedOn }),
  };
  return { drafts: values.length === 0 ? [] : [draft], problems };
}

/** No interval is shorter than none. */
function withoutNegative({ drafts, problems }: PastedEvidence): PastedEvidence {
  const isNegative = ({ values = [] }: PastedEvidence["drafts"][number]) => values.some((value) => value < 0);
  if (!drafts.some(isNegative)) return { drafts, problems };
  const message = "An interval below zero; left out";
  const kept = drafts.flatMap((draft) => {
    const values = draft.values?.filter((value) => value >= 0);
    return values?.length === 0 ? [] : [{ ...draft, ...(values !== undefined && { values }) }];
  });
  return { drafts: kept, problems: [...problems, { row: 0, message }] };
}

/** The times in a line, in the order written; none when it says anything else, or a time that no clock shows. */
function timesOf(line: string, unit: CadenceUnit | undefined): UpdateTime[] {
  if (!between.test(line.replaceAll(times, " "))) return [];
  const found = [...line.matchAll(times)].map(([, day, h, m, s = "0", hour, minute, second = "0", half, elapsed]) => {
    if (elapsed !== undefined)
      return { kind: "elapsed" as const, minutes: Number(elapsed) * (unit === undefined ? 1 : cadenceUnits[unit]) };
    if (day !== undefined) {
      const start = Date.parse(`${day}T00:00Z`) / 60_000;
      return { kind: "dated" as const, minutes: start + clockMinutes(Number(h), m, s), day };
    }
    const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (/p/iu.test(half) ? 12 : 0);
    return { kind: "clock" as const, minutes: clockMinutes(hours, minute, second) };
  });
  return found.every(({ minutes }) => Number.isFinite(minutes)) ? found : [];
}

function clockMinutes(hours: number, minutes: string | undefined, seconds: string): number {
  const isTime = hours < 24 && Number(minutes) < 60 && Number(seconds) < 60;
  return isTime ? hours * 60 + Number(minutes) + Number(seconds) / 60 : Number.NaN;
}

/** Minutes from one update to the next; a clock that jumps back by more than half a day has passed midnight. */
function minutesBetween(before: UpdateTime, after: UpdateTime): number | undefined {
  if (before.kind !== after.kind) return undefined;
  const minutes = after.minutes - before.minutes;
  if (minutes >= 0) return minutes;
  return after.kind === "clock" && minutes < -minutesPerDay / 2 ? minutes + minutesPerDay : undefined;
}
