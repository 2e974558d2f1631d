import { queryOptions } from "@tanstack/react-query";
import type { ChangeList, VersionItem } from "../../shared/api/versions.ts";
import type { Journey } from "../../shared/model/journey.ts";
import { send } from "./request.ts";

// Beside the routes of request.ts, so that the first page of a map does not load these.

const ofMap = (map: string) => `/api/v1/maps/${encodeURIComponent(map)}`;
const ofVersion = (map: string, version: string) => `${ofMap(map)}/versions/${encodeURIComponent(version)}`;

async function ask<T>(url: string, method = "GET", body?: unknown, signal?: AbortSignal): Promise<T> {
  const response = await send(url, method, body, signal);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** The address of a version's journey file. */
export function versionFile(map: string, version: string): string {
  return ofVersion(map, version);
}

/** What the server knows of a map's past, and can do with it. @throws AppError with the server's sentence. */
export const versionRequests = {
  list: (map: string, signal?: AbortSignal) => ask<VersionItem[]>(`${ofMap(map)}/versions`, "GET", undefined, signal),
  nameNow: (map: string, name: string) => ask<VersionItem>(`${ofMap(map)}/versions`, "POST", { name }),
  rename: (map: string, version: string, name: string) => ask<VersionItem>(ofVersion(map, version), "PUT", { name }),
  delete: (map: string, version: string) => ask<void>(ofVersion(map, version), "DELETE"),
  journey: (map: string, version: string) => ask<Journey>(ofVersion(map, version)),
  /** The document of a version as one update. */
  state: async (map: string, version: string, signal?: AbortSignal) => {
    const { state } = await ask<{ state: string }>(`${ofVersion(map, version)}/state`, "GET", undefined, signal);
    return Uint8Array.from(atob(state), (char) => char.codePointAt(0) ?? 0);
  },
  restore: (map: string, version: string) =>
    ask<{ generation: string; safety: string }>(`${ofVersion(map, version)}/restore`, "POST"),
  changes: (map: string, query: Record<string, string>, signal?: AbortSignal) =>
    ask<ChangeList>(`${ofMap(map)}/changes?${new URLSearchParams(query)}`, "GET", undefined, signal),
};

/** The same, as what the pages read under one key each. */
export const versionQueries = {
  list: (map: string) =>
    queryOptions({ queryKey: ["versions", map], queryFn: ({ signal }) => versionRequests.list(map, signal) }),
  state: (map: string, version: string) =>
    queryOptions({
      queryKey: ["versionState", map, version],
      queryFn: ({ signal }) => versionRequests.state(map, version, signal),
      // What a version holds never changes.
      staleTime: Infinity,
      gcTime: 60_000,
    }),
  changesOfVersion: (map: string, version: string) =>
    queryOptions({
      queryKey: ["changes", map, "version", version],
      queryFn: ({ signal }) => versionRequests.changes(map, { version }, signal),
    }),
  changesOfRecord: (map: string, record: string) =>
    queryOptions({
      queryKey: ["changes", map, "record", record],
      queryFn: ({ signal }) => versionRequests.changes(map, { record }, signal),
      staleTime: 10_000,
    }),
};
