import type { Option } from "../fields/SelectField.tsx";

/** What each severity means to a customer; two steps of it are one of the recovery verdict's five. */
const severities = [
  "hardly noticed",
  "a small annoyance",
  "wrong invoice, put right at once",
  "wrong invoice, the customer must ask",
  "late delivery: time is lost",
  "money or a day lost, can be made good",
  "part of it cannot be made good",
  "a trip or an event is spoiled",
  "a life is changed for the worse",
  "irreversible, as a missed wedding",
];

const occurrences = [
  "practically never",
  "once in many years",
  "once a year",
  "a few times a year",
  "every month or two",
  "several times a month",
  "every week",
  "several times a week",
  "every day",
  "all the time",
];

const detections = [
  "always caught before it harms",
  "nearly always caught in time",
  "mostly caught in time",
  "caught more often than not",
  "caught about half of the time",
  "missed more often than not",
  "mostly missed until it harms",
  "caught only by chance",
  "the customer tells us",
  "nobody ever learns of it",
];

/** The scores 1–10 of each question, each with its anchor in words; 10 is the worst. */
export const scoreOptions = {
  severity: optionsOf(severities),
  occurrence: optionsOf(occurrences),
  detection: optionsOf(detections),
} as const;

export type Score = keyof typeof scoreOptions;

function optionsOf(anchors: readonly string[]): Option<string>[] {
  return anchors.map((words, index) => ({ value: String(index + 1), label: `${index + 1}: ${words}` }));
}
