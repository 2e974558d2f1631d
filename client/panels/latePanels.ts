/** What of the inspector loads only when it is used: the panels of layers, and what stands on the risk engine. */
export const latePanels = {
  weakSpots: () => import("./weakSpots/WeakSpotsPanel.tsx"),
  scenarios: () => import("./whatIf/ScenariosPanel.tsx"),
  scenario: () => import("./whatIf/ScenarioPanel.tsx"),
  plays: () => import("./plays/PlaysPanel.tsx"),
  play: () => import("./plays/PlayPanel.tsx"),
  touchpointPlays: () => import("./plays/TouchpointPlays.tsx"),
  riskEngine: () => import("../../shared/insights/riskEngine.ts"),
};

/** Loads them all: one that is first used offline could not be had any more. */
export async function loadLatePanels(): Promise<void> {
  // One that cannot be had now is asked for again when it is used, and says so there.
  await Promise.allSettled(Object.values(latePanels).map((load) => load()));
}
