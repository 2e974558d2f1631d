import type { Status } from "../../shared/alignment/insights.ts";
import { statuses, statusTokens } from "../ui/status.ts";

/** Colours of the scheme that is on, read from the tokens. */
export interface Palette {
  surface: string;
  line: string;
  text: string;
  muted: string;
  note: string;
  status: Record<Status | "none", { mark: string; tint: string }>;
}

/** The scheme's colours as a painter needs them; read again when the scheme changes. */
export function watchPalette(
  element: HTMLElement,
  changed: () => void,
): {
  read: () => Palette;
  close: () => void;
} {
  let palette: Palette | undefined;
  const observer = new MutationObserver(() => {
    palette = undefined;
    changed();
  });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-mantine-color-scheme"] });
  return {
    read: () => (palette ??= readPalette(element)),
    close: () => observer.disconnect(),
  };
}

function readPalette(element: HTMLElement): Palette {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  const surface = token("--kept-surface");
  const line = token("--kept-line-strong");
  const looks = statuses.map((status) => {
    const name = `--status-${statusTokens[status]}`;
    return [status, { mark: token(name), tint: token(`${name}-tint`) }];
  });
  return {
    surface,
    line,
    text: token("--kept-text"),
    muted: token("--kept-muted"),
    note: token("--kept-sunken"),
    status: { ...Object.fromEntries(looks), none: { mark: line, tint: surface } } as Palette["status"],
  };
}
