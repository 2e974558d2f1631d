import type { BlueprintLineName } from "../../shared/layout/blueprintLines.ts";
import type { Lane } from "../../shared/model/kinds.ts";

/** What a lane holds, in words. */
export const laneKindWords: Readonly<Record<Lane["kind"], string>> = {
  touchpoints: "touchpoints",
  physicalEvidence: "physical evidence",
  customerActions: "customer actions",
  frontstage: "frontstage",
  backstage: "backstage",
  support: "support processes",
  curve: "promised and delivered line",
  notes: "notes",
};

export const lineWords: Readonly<Record<BlueprintLineName, string>> = {
  interaction: "Interaction",
  visibility: "Visibility",
  internalInteraction: "Internal interaction",
};
