import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { filePalette } from "../../../client/panels/riskMap/riskPalette.ts";
import { statuses, statusTokens, statusWords } from "../../../client/ui/status.ts";
import { statusPaths } from "../../../client/ui/StatusMark.tsx";
import { urgencyLetters, urgencyTokens } from "../../../client/ui/urgencyShapes.ts";

const css = readFileSync(join(import.meta.dirname, "../../../client/ui/tokens.css"), "utf8");
const [light = "", dark = ""] = css.split('[data-mantine-color-scheme="dark"]');
const schemes = { light: readTokens(light), dark: readTokens(dark) };

test.each(["light", "dark"] as const)("X1 text and marks have enough contrast in the %s scheme", (scheme) => {
  const token = (name: string) => schemes[scheme].get(name) ?? "";
  const surfaces = ["--kept-bg", "--kept-surface", "--kept-sunken"];
  const texts = ["--kept-text", "--kept-muted", "--kept-accent-text"].flatMap((text) =>
    surfaces.map((surface) => [text, surface]),
  );
  const onTints = statuses.flatMap((status) => {
    const name = `--status-${statusTokens[status]}`;
    return ["--kept-text", "--kept-muted", `${name}-text`].map((text) => [text, `${name}-tint`]);
  });
  onTints.push(["--kept-accent-text", "--kept-accent-tint"], ["--kept-text", "--kept-accent-tint"]);
  const marks = statuses.flatMap((status) => {
    const name = `--status-${statusTokens[status]}`;
    return [...surfaces, `${name}-tint`].map((surface) => [name, surface]);
  });
  marks.push(
    ...surfaces.flatMap((surface) => [
      ["--kept-line-strong", surface],
      ["--kept-accent", surface],
    ]),
  );

  const weak = (pairs: string[][], least: number) =>
    pairs
      .map(([front = "", back = ""]) => ({ front, back, ratio: contrast(token(front), token(back)) }))
      .filter(({ ratio }) => !(ratio >= least));
  const urgent = Object.values(urgencyTokens);
  onTints.push(...urgent.map(({ letter, fill }) => [letter, fill]));
  marks.push(...urgent.flatMap(({ edge }) => surfaces.map((surface) => [edge, surface])));

  expect(weak([...texts, ...onTints], 4.5)).toEqual([]);
  expect(weak(marks, 3)).toEqual([]);
});

test("X2 every status has its own shape and its own word", () => {
  expect(new Set(statuses.map((status) => statusPaths[status].d)).size).toBe(statuses.length);
  expect(new Set(statuses.map((status) => statusWords[status])).size).toBe(statuses.length);
});

const zones = ["accept", "watch", "act"] as const;

test.each(["light", "dark"] as const)(
  "RM2 the zones of the risk map differ in greyscale, and words and marks stand out in the %s scheme",
  (scheme) => {
    const token = (name: string) => schemes[scheme].get(name) ?? "";
    for (const [at, zone] of zones.entries()) {
      for (const front of [`--risk-${zone}-text`, "--kept-text"])
        expect(contrast(token(front), token(`--risk-${zone}`))).toBeGreaterThanOrEqual(4.5);
      for (const other of zones.slice(at + 1))
        expect(contrast(token(`--risk-${zone}`), token(`--risk-${other}`))).toBeGreaterThanOrEqual(1.25);
    }
  },
);

test("RM14 the colours of a downloaded picture are those of the light scheme", () => {
  const token = (name: string) => schemes.light.get(name) ?? "";
  const { surface, text, muted, zones: drawn } = filePalette;
  expect([surface, text, muted]).toEqual(["surface", "text", "muted"].map((name) => token(`--kept-${name}`)));
  expect([drawn.green, drawn.yellow, drawn.red]).toEqual(
    zones.map((zone) => ({ fill: token(`--risk-${zone}`), text: token(`--risk-${zone}-text`) })),
  );
});

test("X2 every priority of a weak spot has its own letter", () => {
  expect(new Set(Object.values(urgencyLetters)).size).toBe(Object.keys(urgencyTokens).length);
});

function readTokens(text: string): Map<string, string> {
  return new Map([...text.matchAll(/(--[\w-]+): (#[\da-f]{6});/g)].map(([, name = "", value = ""]) => [name, value]));
}

/** Contrast ratio of two `#rrggbb` colours. Source: WCAG 2.2, "contrast ratio" and "relative luminance". */
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
