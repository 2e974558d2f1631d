import react from "@vitejs/plugin-react";
import { resolve } from "node:path";
import { defineConfig, type TestProjectInlineConfiguration } from "vitest/config";

const root = import.meta.dirname;

/** The studio's server that `npm run dev` starts beside Vite. */
const devServer = `127.0.0.1:${process.env.KEPT_DEV_SERVER_PORT ?? 4100}`;

export default defineConfig({
  root: resolve(root, "client"),
  cacheDir: resolve(root, "node_modules/.vite"),
  plugins: [react()],
  build: {
    outDir: resolve(root, "dist/client"),
    emptyOutDir: true,
    // `data:` fonts and scripts are not allowed by our content security policy.
    assetsInlineLimit: 0,
    sourcemap: true,
    target: "es2022",
    chunkSizeWarningLimit: 900,
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
      project("integration", { testTimeout: 120_000, hookTimeout: 60_000 }),
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
