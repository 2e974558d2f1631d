/** What of the map page loads only when it is used, so that the first paint waits for none of it. */
export const lateParts = {
  inspectorPane: () => import("./InspectorPane.tsx"),
  inspector: () => import("../../panels/Inspector.tsx"),
  find: () => import("./FindPanel.tsx"),
  outline: () => import("../../canvas/Outline.tsx"),
  dialogs: () => import("./Dialogs.tsx"),
  settings: () => import("./SettingsDialog.tsx"),
  closedMessage: () => import("./ClosedMessage.tsx"),
  subPage: () => import("./SubPage.tsx"),
  riskPage: () => import("../risk/RiskPage.tsx"),
  whatIfPage: () => import("../whatIf/WhatIfPage.tsx"),
  playsPage: () => import("../plays/PlaysPage.tsx"),
  rehearsalsPage: () => import("../rehearsals/RehearsalsPage.tsx"),
  setAsideCopies: () => import("./SetAsideCopies.tsx"),
  copyDialog: () => import("../history/CopyDialog.tsx"),
  sayWhoRestored: () => import("../history/sayWhoRestored.ts"),
  historyPage: () => import("../history/HistoryPage.tsx"),
  scenario: () => import("../../canvas/ScenarioLayer.tsx"),
  cornerMarks: () => import("../../canvas/cornerMarks.ts"),
};

/**
 * Loads them all once nobody waits for anything: a part that is first used offline could not be had any more. When all
 * of them are here the page says so in `data-late-parts`.
 * @returns how to call it off.
 */
export function loadLateParts(): () => void {
  const load = async () => {
    // One that cannot be had now says so where it is used.
    await Promise.allSettled(Object.values(lateParts).map((part) => part()));
    const { loadLatePanels } = await lateParts.inspector();
    await loadLatePanels();
    document.documentElement.dataset.lateParts = "here";
  };
  const start = () => void load().catch(() => undefined);
  // Safari has no idle callback.
  if (!("requestIdleCallback" in window)) {
    const timer = setTimeout(start, 2_000);
    return () => clearTimeout(timer);
  }
  const request = requestIdleCallback(start, { timeout: 5_000 });
  return () => cancelIdleCallback(request);
}
