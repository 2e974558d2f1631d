/**
 * The test files that cannot run without a service, or without the right to make a disk that is soon full. Where one is missing, the test command leaves them out and says so;
 * a file that is not named here fails.
 */
export const needs = {
  postgres: ["postgresLog", "postgresStore", "move", "restoreSafety", "nodes", "nodesKilled"],
  redis: ["bus", "nodes", "nodesKilled"],
  nginx: ["nodes", "nodesProxy"],
  disk: ["faultsFullDisk"],
} as const satisfies Record<string, readonly string[]>;

export type Service = keyof typeof needs;

/** The services that this run goes without, as the test command found. */
export const without: readonly Service[] = (Object.keys(needs) as Service[]).filter((service) =>
  (process.env.KEPT_TEST_WITHOUT ?? "").split(",").includes(service),
);
