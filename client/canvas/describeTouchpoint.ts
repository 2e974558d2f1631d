import type { Status } from "../../shared/alignment/insights.ts";
import { statusWords } from "../ui/status.ts";

interface Described {
  title: string;
  status: Status | null | undefined;
  channel: string | undefined;
  department: string | undefined;
  promises: number;
  isMomentOfTruth: boolean;
}

/** A touchpoint's card in words: first what stands on it, in its order, so that what one reads is what one can say. */
export function describeTouchpoint(card: Described): string {
  const { title, status, channel, department, promises, isMomentOfTruth } = card;
  const parts = [
    title === "" ? "Untitled touchpoint" : title,
    status === null || status === undefined ? "No expectations" : statusWords[status],
    department,
    promiseWords(promises),
    channel,
    isMomentOfTruth ? "Moment of truth" : undefined,
  ];
  return parts.filter((part) => part !== undefined && part !== "").join(", ");
}

export function promiseWords(count: number): string {
  if (count === 0) return "no promises";
  return count === 1 ? "1 promise" : `${count} promises`;
}
