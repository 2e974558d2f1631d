import type { ProblemDocument } from "../../shared/api/problem.ts";
import type { BodyOf, ParamsOf, QueryOf, ReplyOf, RouteName, routes } from "../../shared/api/routes.ts";
import { AppError, errorTable } from "../../shared/errors.ts";

/**
 * The routes the page uses. Written again, and checked against the one list by its types, because that list carries
 * schemas that the first page must not load.
 */
const addresses = {
  readSetup: "GET /api/v1/setup",
  claimOwner: "POST /api/v1/owner/claim",
  readMe: "GET /api/v1/me",
  leaveAsGuest: "DELETE /api/v1/me",
  listMaps: "GET /api/v1/maps",
  createMap: "POST /api/v1/maps",
  readMap: "GET /api/v1/maps/:map",
  deleteMap: "DELETE /api/v1/maps/:map",
  restoreMap: "POST /api/v1/maps/:map/restore",
  readAccess: "GET /api/v1/maps/:map/access",
  listRuns: "GET /api/v1/maps/:map/runs",
  putRun: "PUT /api/v1/maps/:map/runs/:run",
  importMap: "POST /api/v1/import",
  listTemplates: "GET /api/v1/templates",
  listExercises: "GET /api/v1/maps/:map/exercises",
  createExercise: "POST /api/v1/maps/:map/exercises",
  readExercise: "GET /api/v1/maps/:map/exercises/:exercise",
  actInExercise: "POST /api/v1/maps/:map/exercises/:exercise/acts",
  listPlays: "GET /api/v1/plays",
  listComments: "GET /api/v1/maps/:map/comments",
  putComment: "PUT /api/v1/maps/:map/comments/:comment",
  deleteComment: "DELETE /api/v1/maps/:map/comments/:comment",
  resolveThread: "PUT /api/v1/maps/:map/comments/:comment/resolved",
  listLinks: "GET /api/v1/maps/:map/links",
  createLink: "POST /api/v1/maps/:map/links",
  revokeLink: "DELETE /api/v1/maps/:map/links/:link",
  peekLink: "POST /api/v1/links/peek",
  openLink: "POST /api/v1/links/open",
} as const satisfies { [N in RouteName]?: `${(typeof routes)[N]["method"]} ${(typeof routes)[N]["path"]}` };

type UsedRoute = keyof typeof addresses;

/** What a route takes, as its contract says. */
export type Input<N extends RouteName> = Part<"params", ParamsOf<N>> &
  Part<"query", QueryOf<N>> &
  Part<"body", BodyOf<N>>;
type Part<K extends string, T> = [T] extends [undefined] ? { [P in K]?: undefined } : { [P in K]: T };

/** Calls a route. @throws AppError with the server's sentence, or UNAVAILABLE when there is no answer. */
export function request<N extends UsedRoute>(name: N, input: Input<N>, signal?: AbortSignal): Promise<ReplyOf<N>> {
  return call<N>(addresses[name], input, signal);
}

/** Calls the route of that address, written `METHOD /path/:param`. @throws AppError like {@link request}. */
export async function call<N extends RouteName>(
  address: string,
  input: Input<N>,
  signal?: AbortSignal,
): Promise<ReplyOf<N>> {
  const [method = "GET", path = ""] = address.split(" ");
  const { params, query, body } = input as { params?: Texts; query?: Texts; body?: unknown };
  const filled = path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(params?.[key] ?? ""));
  const search = new URLSearchParams(
    Object.entries(query ?? {}).flatMap(([key, value]) => (value ? [[key, value]] : [])),
  );
  const url = search.size > 0 ? `${filled}?${search.toString()}` : filled;
  const response = await send(url, method, body, signal);
  return (response.status === 204 ? undefined : await response.json()) as ReplyOf<N>;
}

type Texts = Record<string, string | undefined>;

/** @throws AppError. */
export async function send(url: string, method: string, body: unknown, signal?: AbortSignal): Promise<Response> {
  const response = await attempt(() =>
    fetch(url, {
      method,
      signal,
      headers: body === undefined ? {} : { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    }),
  );
  if (response.ok) return response;
  const problem = await attempt(async () => (await response.json()) as Partial<ProblemDocument> & { message?: string });
  throw problemError(response.status, problem);
}

async function attempt<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new AppError("UNAVAILABLE", "The studio cannot be reached. Your maps are safe; try again in a moment.");
  }
}

function problemError(status: number, problem: Partial<ProblemDocument> & { message?: string }): AppError {
  const known = Object.entries(errorTable).find(([, entry]) => entry.status === status)?.[0] ?? "UNAVAILABLE";
  const code = problem.code !== undefined && problem.code in errorTable ? problem.code : known;
  const words = problem.detail ?? problem.message ?? problem.title ?? "Something went wrong on the server.";
  return new AppError(code as AppError["code"], words, problem.problems);
}
