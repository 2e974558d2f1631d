import type { Status } from "../../shared/alignment/insights.ts";
import type { WeakMarks } from "../state/weakMarks.ts";
import { statusWords } from "../ui/status.ts";
import { playWords, urgencyWords } from "../ui/urgencyWords.ts";

interface Described {
  title: string;
  status: Status | null | undefined;
  channel: string | undefined;
  department: string | undefined;
  promises: number;
  isMomentOfTruth: boolean;
  marks: WeakMarks;
}

/** A touchpoint's card in words: first what stands on it, in its order, so that what one reads is what one can say. */
export function describeTouchpoint(card: Described): string {
  const { title, status, channel, department, promises, isMomentOfTruth, marks } = card;
  const parts = [
    title === "" ? "Untitled touchpoint" : title,
    status === null || status === undefined ? "No expectations" : statusWords[status],
    department,
    promiseWords(promises),
    channel,
    isMomentOfTruth ? "Moment of truth" : undefined,
    marks.urgency === undefined ? undefined : `Weak spot: ${urgencyWords[marks.urgency].toLowerCase()}`,
    marks.play === undefined ? undefined : playWords[marks.play],
  ];
  return parts.filter((part) => part !== undefined && part !== "").join(", ");
}

export function promiseWords(count: number): string {
  if (count === 0) return "no promises";
  return count === 1 ? "1 promise" : `${count} promises`;
}
