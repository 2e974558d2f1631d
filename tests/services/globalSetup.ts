import type { TestProject } from "vitest/node";
import { without } from "./needs.ts";
import { type PostgresServer, startPostgres } from "./postgresServer.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Leads to the server that all test files of this run share; each test takes a database of its own on it. */
    postgresUrl: string;
  }
}

/** Starts what the test files share, before they run beside each other. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (without.includes("postgres")) return undefined;
  const postgres: PostgresServer = await startPostgres();
  project.provide("postgresUrl", postgres.url);
  return () => postgres.close();
}
