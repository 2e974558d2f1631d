/**
 * How the server is bundled, with its packages: one file starts in half the time of some thousand. Left out is what is
 * not JavaScript, and what `pg` asks for in vain.
 */
export const serverBundle = {
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  external: ["better-sqlite3", "pg-native"],
  // Packages of the older kind look for these.
  banner: {
    js: [
      'import { createRequire as bundleRequire } from "node:module";',
      "const require = bundleRequire(import.meta.url);",
      "const { filename: __filename, dirname: __dirname } = import.meta;",
    ].join(" "),
  },
  logLevel: "warning",
};
