import type { Lane } from "../model/kinds.ts";

/** One of the service blueprint's three lines, at a height of the map. */
export interface BlueprintLine {
  readonly y: number;
  readonly names: readonly BlueprintLineName[];
}

const order = ["interaction", "visibility", "internalInteraction"] as const;

export type BlueprintLineName = (typeof order)[number];

/** How far from the customer a lane's work happens; lanes that are no part of a blueprint have no depth. */
const depth: Partial<Record<Lane["kind"], number>> = {
  physicalEvidence: 0,
  customerActions: 0,
  frontstage: 1,
  backstage: 2,
  support: 3,
};

/**
 * The lines of interaction (customer | frontstage), visibility (frontstage | backstage) and internal interaction
 * (backstage | support), each at the top of the lane it sets apart from those above. Where a lane between is
 * missing, its two lines fall together; where lanes stand the other way round there is no line.
 * Source: Shostack 1984; Bitner, Ostrom & Morgan 2008.
 */
export function blueprintLines(lanes: readonly { kind: Lane["kind"]; y: number }[]): BlueprintLine[] {
  const lines: BlueprintLine[] = [];
  let above: number | undefined;
  for (const lane of lanes) {
    const here = depth[lane.kind];
    if (here === undefined) continue;
    if (above !== undefined && here > above) lines.push({ y: lane.y, names: order.slice(above, here) });
    above = here;
  }
  return lines;
}
