import react from "@vitejs/plugin-react";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Plugin } from "vite";
import { needs, without } from "./tests/services/needs.ts";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";

const root = import.meta.dirname;

/** Starts the databases that test files share. */
const services = resolve(root, "tests/services/globalSetup.ts");

/**
 * Integration tests that are not run once more: those that choose their store themselves (the update log's suites, what
 * only PostgreSQL can do to a studio, several nodes, disks, the move from one to the other), and those in which it plays
 * no part (Redis alone, the files of the pages, the life of the process, what strangers send, figures and logs, wires and
 * clocks).
 */
const onlyOnce = [
  "syncLog",
  "postgresLog",
  "postgresStore",
  "nodes",
  "nodesKilled",
  "nodesProxy",
  "move",
  "restoreSafety",
  "faultsDisk",
  "faultsFullDisk",
  "bus",
  "httpPages",
  "httpProcess",
  "readiness",
  "metrics",
  "dashboard",
  "secrets",
  "hostile/attacks",
  "hostile/connections",
  "hostile/fuzz",
  "hostile/limits",
  "hostile/web",
  "faultsPeople",
];

/** Files that a service is missing for; the test command names them. */
const unrunnable = without.flatMap((service) => needs[service]);
const integrationFiles = (names: readonly string[]) => names.map((name) => `tests/integration/${name}.test.ts`);

/** The studio's server that `npm run dev` starts beside Vite. */
const devServer = `127.0.0.1:${process.env.KEPT_DEV_SERVER_PORT ?? 4100}`;

export default defineConfig({
  root: resolve(root, "client"),
  cacheDir: resolve(root, "node_modules/.vite"),
  plugins: [react(), withoutJsonSchema()],
  build: {
    outDir: resolve(root, "dist/client"),
    emptyOutDir: true,
    // `data:` fonts and scripts are not allowed by our content security policy.
    assetsInlineLimit: 0,
    sourcemap: true,
    target: "es2022",
    // One sheet: a part that loads late can then fail only as a whole, and is never shown without its styles.
    cssCodeSplit: false,
    modulePreload: {
      // The two large pages are asked for with all that they import; what loads late finds most of it there already,
      // and lists of files would be a hundredth of what the map page waits for.
      resolveDependencies: (file, files) => (/\/(?:Home|Map)Page-/.test(file) ? files : []),
    },
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      output: {
        // What nearly every page needs, together: as a dozen small files it would compress worse.
        codeSplitting: { groups: [{ name: "base", test: isNeededEverywhere }] },
      },
    },
  },
  server: {
    host: "127.0.0.1",
    port: 4101,
    strictPort: true,
    proxy: {
      // Not all of /api: client/api is a folder of sources.
      "/api/v1": `http://${devServer}`,
      "/api/auth": `http://${devServer}`,
      "/healthz": `http://${devServer}`,
      "/sync": { target: `ws://${devServer}`, ws: true },
    },
  },
  test: {
    projects: [
      project("unit", { testTimeout: 20_000 }),
      project("property", { testTimeout: 120_000 }),
      project("integration", {
        exclude: integrationFiles(unrunnable),
        testTimeout: 120_000,
        hookTimeout: 60_000,
        globalSetup: services,
      }),
      project("postgres", {
        // The same files once more, with the studio on PostgreSQL.
        include: ["tests/integration/**/*.test.ts"],
        exclude: integrationFiles(onlyOnce),
        env: { KEPT_TEST_STORE: "postgres" },
        testTimeout: 120_000,
        hookTimeout: 60_000,
        globalSetup: services,
      }),
      project("e2e", {
        testTimeout: 120_000,
        hookTimeout: 120_000,
        // Several browsers on two cores wait for each other; two files at a time keep both cores busy.
        maxWorkers: 2,
        globalSetup: resolve(root, "tests/e2e/driver/globalSetup.ts"),
      }),
    ],
  },
});

/** Whether a source is small and of use to home, the map and the other pages alike. */
function isNeededEverywhere(id: string): boolean {
  return (
    /\/@tanstack\/(?:query-core|react-query)\/(?!.*infinite)/i.test(id) ||
    /\/client\/(?:actions\/(?:download|shortcut)|api\/(?:queries|request|session)|pages\/AccountMenu|session\/observable)\.tsx?$/.test(
      id,
    ) ||
    /\/client\/state\/(?:notices|place|recentMaps)\.ts$/.test(id) ||
    /\/client\/ui\/(?:Button|IconButton|Link|Menu|MenuItem|Message|PersonAvatar|Popup|PopupSurface|percent|timeAgo)\.tsx?$/.test(
      id,
    ) ||
    /\/shared\/(?:errors|limits)\.ts$/.test(id) ||
    /\/lucide-react\/dist\/esm\/icons\/(?:copy|download|ellipsis|plus|shield-check|trash|trash-2|x)\./.test(id)
  );
}

/**
 * Leaves zod's writer of JSON Schema out of the page: every schema carries it as a method, and only the server calls it.
 * It would be 5 KiB of what the map page waits for.
 */
function withoutJsonSchema(): Plugin {
  const writer = /\/zod\/v4\/core\/(?:json-schema-processors|to-json-schema)\.js$/;
  return {
    name: "kept:without-json-schema",
    apply: "build",
    async load(id) {
      if (!writer.test(id)) return undefined;
      const names = [...(await readFile(id, "utf8")).matchAll(/^export (?:const|function) (\w+)/gm)];
      const nothing = "() => () => { throw new Error('The page writes no JSON Schema'); }";
      return names.map(([, name]) => `export const ${name} = ${nothing};`).join("\n");
    },
  };
}

/** One of the four kinds of tests, each in its folder under `tests/`. */
function project(
  name: string,
  options: NonNullable<TestProjectInlineConfiguration["test"]>,
): TestProjectInlineConfiguration {
  return {
    root,
    test: {
      name,
      include: [`tests/${name}/**/*.test.{ts,tsx}`],
      setupFiles: [resolve(root, "tests/seed.ts")],
      ...options,
    },
  };
}
