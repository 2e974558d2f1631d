import { createTheme, type CSSVariablesResolver } from "@mantine/core";

const sans = '"Inter Variable", system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';

/** The look of the interface library's own parts; colours of ours are in tokens.css. */
export const theme = createTheme({
  primaryColor: "indigo",
  // The library's dark greys, with the cool tint of ours.
  colors: {
    dark: [
      "#e7e9ee",
      "#c3c8d1",
      "#9aa3b1",
      "#7d8694",
      "#3a404b",
      "#2c313a",
      "#22262e",
      "#1a1d23",
      "#15181d",
      "#121419",
    ],
  },
  primaryShade: { light: 7, dark: 8 },
  autoContrast: true,
  cursorType: "pointer",
  fontFamily: sans,
  headings: { fontFamily: sans, fontWeight: "600" },
  fontSizes: { xs: "12px", sm: "13px", md: "14px", lg: "16px", xl: "20px" },
  lineHeights: { xs: "18px", sm: "20px", md: "22px", lg: "24px", xl: "28px" },
  radius: { xs: "4px", sm: "6px", md: "6px", lg: "10px", xl: "10px" },
  defaultRadius: "sm",
  spacing: { xs: "4px", sm: "8px", md: "16px", lg: "24px", xl: "32px" },
  respectReducedMotion: true,
  components: {
    // Its scroll lock writes a style element without our nonce, which the content security policy forbids.
    Modal: { defaultProps: { lockScroll: false, closeButtonProps: { "aria-label": "Close" } } },
  },
});

/** Puts the library's surfaces and lines on our tokens, so that both schemes are designed in one place. */
export const cssVariables: CSSVariablesResolver = () => {
  const ours = {
    "--mantine-color-body": "var(--kept-surface)",
    "--mantine-color-text": "var(--kept-text)",
    "--mantine-color-dimmed": "var(--kept-muted)",
    "--mantine-color-placeholder": "var(--kept-muted)",
    "--mantine-color-default": "var(--kept-surface)",
    "--mantine-color-default-border": "var(--kept-line)",
    "--mantine-color-default-hover": "var(--kept-sunken)",
    "--mantine-color-default-color": "var(--kept-text)",
    "--mantine-color-error": "var(--status-broken-text)",
  };
  return { variables: {}, light: ours, dark: ours };
};
