import { evidenceGrades } from "../../../shared/model/evidence.ts";
import type { Measure } from "../../../shared/model/expectation.ts";
import { cadenceUnitOf } from "../measure/cadence.ts";
import { isShare, levelSuffix, parseLevel } from "../measure/levels.ts";
import { type Parsed, parseNumber } from "../measure/numbers.ts";
import type { Blank } from "../Starter.tsx";
import { gradeWords } from "./gradeWords.ts";

/** What a person fills in for a new piece of evidence: a count for shares, else a figure with n and spread. */
export function evidenceBlanks(measure: Measure): Blank[] {
  const spread = measure.kind === "mean" || measure.kind === "rating";
  const isCadence = cadenceUnitOf(measure) !== undefined;
  const [met, of, cases] = isCadence
    ? ["Intervals kept", "Of how many intervals", "How many intervals were kept?"]
    : ["Met in", "Of how many cases", "In how many cases was it met?"];
  const figures: Blank[] = isShare(measure)
    ? [
        { name: "met", label: met, half: true, required: cases, parse: parseCount },
        { name: "n", label: of, half: true, required: `${of}?`, parse: parseCount },
      ]
    : [
        {
          name: "value",
          label: "Measured",
          required: "What was measured?",
          suffix: levelSuffix(measure),
          parse: (text) => parseLevel(measure, text),
        },
        { name: "n", label: "Number of cases (n)", half: true, parse: parseCount },
        ...(spread ? [{ name: "sd", label: "Spread (sd)", half: true, parse: parseSpread }] : []),
      ];
  return [
    ...figures,
    {
      name: "grade",
      label: "It rests on",
      half: true,
      initial: "survey",
      options: evidenceGrades.map((grade) => ({ value: grade, label: gradeWords[grade] })),
    },
    { name: "observedOn", label: "Observed on", half: true, type: "date" },
  ];
}

function parseCount(text: string): Parsed<number> {
  const parsed = parseNumber(text, "thousands");
  if ("problem" in parsed) return parsed;
  return Number.isInteger(parsed.value) && parsed.value >= 0
    ? parsed
    : { problem: "Must be a whole number, 0 or more" };
}

function parseSpread(text: string): Parsed<number> {
  const parsed = parseNumber(text);
  return "value" in parsed && parsed.value < 0 ? { problem: "Must be 0 or more" } : parsed;
}
