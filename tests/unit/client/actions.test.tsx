import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { ActionContext } from "../../../client/actions/action.ts";
import { actions, labelOf, shownActions } from "../../../client/actions/registry.ts";
import { createLocalStore } from "../../../client/state/local.ts";
import { IndexFigure } from "../../../client/ui/IndexFigure.tsx";

const context = (role: "owner" | "viewer") =>
  ({
    map: {
      role,
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

test("X4 a viewer is offered no action that changes the map, and can still find, look and export", () => {
  const shown = shownActions(context("viewer"));
  expect(shown.filter(({ edits }) => edits)).toEqual([]);
  expect(shown.map(({ id }) => id)).toEqual(expect.arrayContaining(["find", "keys", "palette", "exportJourney"]));
  expect(shown.map(({ id }) => id)).not.toContain("share");
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
