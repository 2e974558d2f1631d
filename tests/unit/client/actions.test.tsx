// @vitest-environment happy-dom
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { ActionContext } from "../../../client/actions/action.ts";
import { actions, labelOf, runShortcut, shownActions } from "../../../client/actions/registry.ts";
import { createLocalStore } from "../../../client/state/local.ts";
import { IndexFigure } from "../../../client/ui/IndexFigure.tsx";

const context = (role: "owner" | "viewer") =>
  ({
    map: {
      role,
      me: { kind: "account" },
      undo: { undoLabel: undefined, redoLabel: undefined },
      mirror: { read: () => undefined, all: () => [] },
    },
    local: createLocalStore(),
    run: () => undefined,
    go: () => undefined,
    toggleScheme: () => undefined,
  }) as unknown as ActionContext;

test("X3 every action has a name of its own, and no two share a shortcut", () => {
  const owner = context("owner");
  const labels = shownActions(owner).map((action) => labelOf(action, owner));
  expect(labels.filter((label, index) => label === "" || labels.indexOf(label) !== index)).toEqual([]);
  const ids = actions.map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  const keys = actions.flatMap((action) => action.keys ?? []);
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});

test("X3 a key alone acts on the canvas or where nothing is in focus, with Ctrl also elsewhere", () => {
  document.body.innerHTML =
    "<header><button></button></header><main><section data-canvas><i></i><input></section><aside><input></aside></main>";
  const owner = context("owner");
  const acts = (place: string, key: string, ctrlKey = false) => {
    const event = new KeyboardEvent("keydown", { key, ctrlKey, bubbles: true, cancelable: true });
    document.querySelector(place)!.dispatchEvent(event);
    return runShortcut(event, owner);
  };
  expect(["body", "main", "section", "i"].map((place) => acts(place, "m"))).toEqual([true, true, true, true]);
  expect(["button", "section input", "aside", "aside input"].filter((place) => acts(place, "m"))).toEqual([]);
  expect(["body", "button", "aside", "aside input"].map((place) => acts(place, "f", true))).not.toContain(false);
  expect(acts("aside input", "a", true)).toBe(false);
  expect(owner.local.getState()).toMatchObject({ findOpen: true, selection: [] });
});

test("X4 a viewer is offered no action that changes the map, and can still find, look and export", () => {
  const viewer = context("viewer");
  const shown = shownActions(viewer);
  expect(shown.filter(({ edits }) => edits)).toEqual([]);
  expect(shown.map(({ id }) => id)).toEqual(expect.arrayContaining(["find", "keys", "palette", "exportJourney"]));
  expect(shown.map((action) => labelOf(action, viewer))).not.toContain("Share");
});

test("X7 closing the find panel shows everything again and leads back to the canvas", () => {
  const local = createLocalStore();
  const focused: unknown[] = [];
  local.setState({ canvas: { focus: (ref: unknown) => focused.push(ref) } as never });
  local.getState().setFindOpen(true);
  local.getState().setFilters({ text: "pay" });
  local.getState().setFindOpen(false);
  expect(local.getState()).toMatchObject({ findOpen: false, filters: { text: "" } });
  expect(focused).toHaveLength(1);
});

test("X5 the index is shown and said with its interval, and with what a veto hides", () => {
  const capped = renderToStaticMarkup(<IndexFigure index={49} low={48.5} high={92} uncapped={88.9} veto />);
  expect(capped).toContain('aria-label="Index 49.0, interval 48.5 to 92.0, capped by a broken must-be; 88.9');
  expect(capped).toContain("48.5–92.0");
  expect(renderToStaticMarkup(<IndexFigure index={null} low={0} high={100} />)).toContain(
    "Index unknown, interval 0.0",
  );
  expect(renderToStaticMarkup(<IndexFigure index={null} low={null} high={null} />)).toContain("Nothing to measure yet");
});

test("RH13 rehearsing is an action for the play that is selected, and leads to the form with it chosen", () => {
  const rehearse = actions.find(({ id }) => id === "rehearse");
  const ask = (role: "owner" | "viewer", selection: { kind: "play" | "stage"; id: string }[]) => {
    const asked = context(role);
    const went: string[] = [];
    Object.assign(asked, { go: (path: string) => went.push(path), map: { ...asked.map, mapId: "m" } });
    asked.local.getState().select(selection);
    void rehearse?.run(asked);
    return [rehearse && labelOf(rehearse, asked), ...went];
  };
  const play = { kind: "play", id: "a play" } as const;
  expect(ask("owner", [play])).toEqual(["Rehearse this plan B", "/maps/m/rehearsals/new?play=a%20play"]);
  expect(ask("owner", [])).toEqual(["Rehearse a plan B", "/maps/m/rehearsals"]);
  expect(ask("owner", [{ kind: "stage", id: "s" }])).toEqual(["Rehearse a plan B", "/maps/m/rehearsals"]);
  expect(ask("viewer", [play])).toEqual(["Rehearse this plan B", "/maps/m/rehearsals"]);
});
