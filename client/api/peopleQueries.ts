import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { AuditPage } from "../../shared/api/workspaces.ts";
import { peopleRequest } from "./peopleRequest.ts";

/** What the pages about people read, each under one key. */
export const peopleQueries = {
  sessions: () =>
    queryOptions({ queryKey: ["sessions"], queryFn: ({ signal }) => peopleRequest("listSessions", {}, signal) }),
  tokens: () =>
    queryOptions({ queryKey: ["tokens"], queryFn: ({ signal }) => peopleRequest("listTokens", {}, signal) }),
  members: (workspace: string) =>
    queryOptions({
      queryKey: ["members", workspace],
      queryFn: ({ signal }) => peopleRequest("listMembers", { params: { workspace } }, signal),
    }),
  invitations: (workspace: string) =>
    queryOptions({
      queryKey: ["invitations", workspace],
      queryFn: ({ signal }) => peopleRequest("listInvitations", { params: { workspace } }, signal),
    }),
  mapMembers: (map: string) =>
    queryOptions({
      queryKey: ["mapMembers", map],
      queryFn: ({ signal }) => peopleRequest("listMapMembers", { params: { map } }, signal),
    }),
  mapInvitations: (map: string) =>
    queryOptions({
      queryKey: ["mapInvitations", map],
      queryFn: ({ signal }) => peopleRequest("listMapInvitations", { params: { map } }, signal),
    }),
  people: () =>
    queryOptions({ queryKey: ["people"], queryFn: ({ signal }) => peopleRequest("listPeople", {}, signal) }),
  settings: () =>
    queryOptions({ queryKey: ["studio"], queryFn: ({ signal }) => peopleRequest("readStudioSettings", {}, signal) }),
  /** The log of a workspace, or of the whole studio; the newest first, a page at a time. */
  audit: (workspace: string | undefined, filter: AuditFilter) =>
    infiniteQueryOptions({
      queryKey: ["audit", workspace, filter],
      queryFn: ({ signal, pageParam }) => {
        const query = { ...filter, before: pageParam };
        return workspace === undefined
          ? peopleRequest("listAudit", { query }, signal)
          : peopleRequest("listWorkspaceAudit", { params: { workspace }, query }, signal);
      },
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ entries, hasMore }: AuditPage) => (hasMore ? entries.at(-1)?.id : undefined),
    }),
};

/** What of the log is shown; what is left out or empty does not matter. */
export interface AuditFilter {
  actor?: string;
  action?: string;
  map?: string;
}
