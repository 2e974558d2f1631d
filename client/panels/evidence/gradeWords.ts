import type { Evidence } from "../../../shared/model/kinds.ts";

/** What each grade of evidence rests on, in words. */
export const gradeWords: Readonly<Record<Evidence["grade"], string>> = {
  system: "System log",
  audit: "Audit",
  survey: "Survey",
  tickets: "Tickets",
  frontline: "Frontline report",
  management: "Management's view",
  assumption: "Assumption",
};
