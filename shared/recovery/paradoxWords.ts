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

/** A reason as the end of “because …”. */
function reasonWords(reason: ParadoxReason, incident: Incident): string {
  switch (reason) {
    case "SEVERE":
      return incident.severity === 5 ? "the harm cannot be undone" : "part of the harm cannot be undone";
    case "REPEAT":
      return "it has failed this customer before, and there is one chance only";
    case "DOUBLE_DEVIATION":
      return "the recovery itself failed";
    case "PREVENTABLE":
      return "the customer believes it was avoidable and nobody else explains it";
    case "PREVENTABLE_BELIEF":
      return incident.preventable === "partly"
        ? "the customer believes it was partly avoidable"
        : "the customer believes it was avoidable";
    case "FORESEEABLE":
      return "it could be seen coming";
    case "NO_EXTRA":
      return "nothing extra is given for the wasted time";
    case "FOLLOW_UP_MISSED":
      return "nobody followed up";
    case "WEAK_RECOVERY":
      return `customers rate the recovery ${incident.recoveryRating ?? "below 6"} of 7, and only a very good one can please`;
    case "UNKNOWN":
      return `nobody knows ${list(unknownInputs(incident))}`;
  }
}

/** What is not known, in words; each counts against the paradox. */
export function unknownInputs(incident: Incident): string[] {
  return needed.filter((input) => incident[input] === undefined).map((input) => inputWords[input]);
}

/** Each reason of a verdict in words. */
export function paradoxReasons({ reasons }: Paradox, incident: Incident): string[] {
  return reasons.map((reason) => reasonWords(reason, incident));
}

/** A verdict in a sentence. */
export function paradoxSentence(paradox: Paradox, incident: Incident): string {
  const because = list(paradoxReasons(paradox, incident));
  switch (paradox.verdict) {
    case "impossible":
      return `Do not count on it here, because ${because}.`;
    case "unlikely":
      return `Do not count on it here: it is unlikely, because ${because}.`;
    case "eligible":
      return "A very good recovery may please these customers more than no failure would have; nothing speaks against it here.";
  }
}

function list(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
}
