/** What of the inspector loads only when it is used: the panels of layers, and what stands on the risk engine. */
export const latePanels = {
  weakSpots: () => import("./weakSpots/WeakSpotsPanel.tsx"),
  scenarios: () => import("./whatIf/ScenariosPanel.tsx"),
  scenario: () => import("./whatIf/ScenarioPanel.tsx"),
  plays: () => import("./plays/PlaysPanel.tsx"),
  play: () => import("./plays/PlayPanel.tsx"),
  recordChanges: () => import("./inspector/RecordChanges.tsx"),
  touchpointPlays: () => import("./plays/TouchpointPlays.tsx"),
  recordComments: () => import("./comments/RecordComments.tsx"),
  mapComments: () => import("./comments/MapComments.tsx"),
  riskEngine: () => import("../../shared/insights/riskEngine.ts"),
};
