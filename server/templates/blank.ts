import type { Journey } from "../../shared/model/journey.ts";

/** What a new map starts with: enough to see where things go, nothing that must be deleted first. */
export function blankJourney(title: string): Journey {
  return {
    format: "kept.journey",
    version: 1,
    title,
    stages: [
      { id: "before", title: "Before" },
      { id: "during", title: "During" },
      { id: "after", title: "After" },
    ],
    lanes: [
      { id: "touchpoints", title: "Touchpoints", kind: "touchpoints" },
      { id: "curve", title: "Promised and delivered", kind: "curve" },
      { id: "notes", title: "Notes", kind: "notes" },
    ],
  };
}
