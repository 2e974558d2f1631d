// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { isShortcut, isTyping, shortcutKeys } from "../../../client/actions/shortcut.ts";

const press = (key: string, keys: Partial<KeyboardEventInit> = {}) => new KeyboardEvent("keydown", { key, ...keys });

test("X3 shortcuts are told apart by their modifier keys; signs are meant as typed", () => {
  expect(isShortcut(press("z", { ctrlKey: true }), "Mod+z")).toBe(true);
  expect(isShortcut(press("Z", { ctrlKey: true, shiftKey: true }), "Mod+z")).toBe(false);
  expect(isShortcut(press("Z", { ctrlKey: true, shiftKey: true }), "Mod+Shift+z")).toBe(true);
  expect(isShortcut(press("z"), "Mod+z")).toBe(false);
  expect(isShortcut(press("?", { shiftKey: true }), "?")).toBe(true);
  expect(isShortcut(press("+", { shiftKey: true }), "+")).toBe(true);
  expect(isShortcut(press(" "), "Space")).toBe(true);
  expect(isShortcut(press("a", { altKey: true }), "a")).toBe(false);
  expect(shortcutKeys("Mod+Shift+z")).toEqual(["Ctrl", "Shift", "Z"]);
  expect(shortcutKeys("Mod++")).toEqual(["Ctrl", "+"]);
});

test("X3 a bare key is not taken while somebody types", () => {
  const field = document.createElement("input");
  const box = document.createElement("input");
  box.type = "checkbox";
  expect([field, document.createElement("textarea"), box, document.body].map(isTyping)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
