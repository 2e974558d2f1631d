import { queryOptions } from "@tanstack/react-query";
import { request } from "./request.ts";

/** What the pages read from the server, each under one key. */
export const queries = {
  setup: () => queryOptions({ queryKey: ["setup"], queryFn: ({ signal }) => request("readSetup", {}, signal) }),
  me: () =>
    queryOptions({
      queryKey: ["me"],
      queryFn: ({ signal }) => request("readMe", {}, signal),
      // Read by many parts of a page; signing in and out resets it.
      staleTime: 30_000,
    }),
  maps: () => queryOptions({ queryKey: ["maps"], queryFn: ({ signal }) => request("listMaps", { query: {} }, signal) }),
  bin: () =>
    queryOptions({
      queryKey: ["maps", "bin"],
      queryFn: ({ signal }) => request("listMaps", { query: { bin: "true" } }, signal),
    }),
  templates: () =>
    queryOptions({
      queryKey: ["templates"],
      queryFn: ({ signal }) => request("listTemplates", {}, signal),
      staleTime: Infinity,
    }),
  access: (map: string) =>
    queryOptions({
      queryKey: ["access", map],
      queryFn: ({ signal }) => request("readAccess", { params: { map } }, signal),
    }),
  exercises: (map: string) =>
    queryOptions({
      queryKey: ["exercises", map],
      queryFn: ({ signal }) => request("listExercises", { params: { map } }, signal),
    }),
  links: (map: string) =>
    queryOptions({
      queryKey: ["links", map],
      queryFn: ({ signal }) => request("listLinks", { params: { map } }, signal),
    }),
};
