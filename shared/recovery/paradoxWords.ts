import { type Incident, needed, type Paradox, type ParadoxReason } from "./paradox.ts";

/** What each input is called where it is missing. */
const inputWords: Record<(typeof needed)[number], string> = {
  severity: "how bad it is",
  priorFailures: "whether it failed this customer before",
  preventable: "whether the customer believes it was avoidable",
  foreseeable: "whether it could be seen coming",
  extra: "whether something extra is given",
  recoveryRating: "how the customer rates the recovery",
};

/** Each reason as the end of “because …”. */
const reasonWords: Record<ParadoxReason, (incident: Incident) => string> = {
  SEVERE: ({ severity }) => (severity === 5 ? "the harm cannot be undone" : "part of the harm cannot be undone"),
  REPEAT: () => "it has failed this customer before, and there is one chance only",
  DOUBLE_DEVIATION: () => "the recovery itself failed",
  PREVENTABLE: () => "the customer believes it was avoidable and nobody else explains it",
  PREVENTABLE_BELIEF: ({ preventable }) =>
    `the customer believes it was ${preventable === "partly" ? "partly avoidable" : "avoidable"}`,
  FORESEEABLE: () => "it could be seen coming",
  NO_EXTRA: () => "nothing extra is given for the wasted time",
  FOLLOW_UP_MISSED: () => "nobody followed up",
  WEAK_RECOVERY: ({ recoveryRating }) =>
    `customers rate the recovery ${recoveryRating ?? "below 6"} of 7, and only a very good one can please`,
  UNKNOWN: (incident) => `nobody knows ${list(unknownInputs(incident))}`,
};

/** What is not known, in words; each counts against the paradox. */
export function unknownInputs(incident: Incident): string[] {
  return needed.filter((input) => incident[input] === undefined).map((input) => inputWords[input]);
}

/** Each reason of a verdict in words. */
export function paradoxReasons({ reasons }: Paradox, incident: Incident): string[] {
  return reasons.map((reason) => reasonWords[reason](incident));
}

/** A verdict in a sentence. */
export function paradoxSentence(paradox: Paradox, incident: Incident): string {
  if (paradox.verdict === "eligible")
    return "A very good recovery may please these customers more than no failure would have; nothing speaks against it here.";
  const because = list(paradoxReasons(paradox, incident));
  return paradox.verdict === "impossible"
    ? `Do not count on it here, because ${because}.`
    : `Do not count on it here: it is unlikely, because ${because}.`;
}

function list(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
}
