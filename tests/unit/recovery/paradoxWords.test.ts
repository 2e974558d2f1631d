import { expect, test } from "vitest";
import { type Incident, paradoxCeiling, recoveryParadox } from "../../../shared/recovery/paradox.ts";
import { paradoxSentence, unknownInputs } from "../../../shared/recovery/paradoxWords.ts";

const sentenceOf = (incident: Incident) => paradoxSentence(recoveryParadox(incident), incident);

/** Everything known, nothing against it: oracle C-S1. */
const cancelled: Incident = {
  severity: 3,
  priorFailures: 0,
  preventable: "no",
  foreseeable: false,
  extra: true,
  recoveryRating: 7,
};

test("RC30 (F10, F12) a verdict is a sentence that ends in its reasons", () => {
  expect(sentenceOf({ ...cancelled, severity: 5 })).toBe("Do not count on it here, because the harm cannot be undone.");
  expect(sentenceOf({ ...cancelled, severity: 2, preventable: "yes", extra: false })).toBe(
    "Do not count on it here: it is unlikely, because the customer believes it was avoidable and nothing extra is given for the wasted time.",
  );
  expect(sentenceOf(cancelled)).toMatch(/nothing speaks against it/);
});

test("RC30 (F34, F36, F37) one chance only, a belief that it was avoidable, and foresight are each said", () => {
  expect(sentenceOf({ ...cancelled, priorFailures: 1 })).toMatch(/one chance only/);
  expect(sentenceOf({ ...cancelled, preventable: "yes" })).toMatch(/nobody else explains it/);
  expect(sentenceOf({ ...cancelled, preventable: "yes", thirdPartyExplanation: true })).toMatch(/unlikely/);
  expect(sentenceOf({ ...cancelled, foreseeable: true })).toMatch(/unlikely, because it could be seen coming/);
});

test("RC30 (F83) the courier refused at the gate: impossible for three reasons", () => {
  const courier: Incident = { severity: 5, priorFailures: 0, preventable: "yes", fixed: false, recoveryFailed: true };
  expect(sentenceOf(courier)).toBe(
    "Do not count on it here, because the harm cannot be undone, the recovery itself failed and the customer believes it was avoidable and nobody else explains it.",
  );
});

test("RC30 every unknown input is named, and counts against it", () => {
  expect(unknownInputs({})).toHaveLength(6);
  const { recoveryRating: _, ...unrated } = cancelled;
  expect(sentenceOf(unrated)).toMatch(/unlikely, because nobody knows how the customer rates the recovery/);
});

test("RC31 (F38) the share that could please has an upper bound, in which nothing unknown counts", () => {
  expect(paradoxCeiling([])).toEqual({ described: 0, eligible: 0 });
  const { extra: _, ...unknown } = cancelled;
  expect(paradoxCeiling([cancelled, unknown, { ...cancelled, severity: 5 }, {}])).toEqual({
    described: 4,
    eligible: 1,
  });
});
