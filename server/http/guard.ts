import type { FastifyInstance, FastifyRequest } from "fastify";
import { AppError } from "../../shared/errors.ts";
import type { Identity } from "../auth/identity.ts";
import { type Action, type Place, type Verdict, decide, policy } from "../auth/policy.ts";
import { isCrossSite } from "../auth/sameOrigin.ts";
import { type Who, anonymous } from "../auth/who.ts";
import type { Maps } from "../store/maps.ts";
import type { AddressRate } from "./addressRate.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** What the rights table calls this route. */
    action?: Action;
  }
  interface FastifyRequest {
    who: Who;
    /** The map or the workspace that the address names. */
    place: Place;
  }
}

export interface GuardDeps {
  identity: Identity;
  maps: Maps;
  hasWorkspace: (id: string) => Promise<boolean>;
  /** Wrong tokens and sessions by address. */
  wrongPasses: AddressRate;
  publicUrl: string | undefined;
  /** Those who are inside need all there is: whoever asks is asked to come again. */
  isTooMuch: () => boolean;
}

/**
 * Stands before every route: refuses other sites' pages, finds out who asks and asks the policy, before a body is read.
 * A route without an action of the policy does not register, so that the studio does not start.
 */
export function addGuard(app: FastifyInstance, deps: GuardDeps): void {
  const { identity, wrongPasses, publicUrl, isTooMuch } = deps;
  app.decorateRequest("who");
  app.decorateRequest("place");

  app.addHook("onRoute", ({ method, url, config }) => {
    if (config?.action === undefined || !Object.hasOwn(policy, config.action))
      throw new Error(`The route ${String(method)} ${url} has no action in the policy.`);
  });

  app.addHook("onRequest", async (request) => {
    request.who = anonymous;
    request.place = {};
    refuseOtherSites(request, publicUrl);
    const { ip, headers } = request;
    const { action } = request.routeOptions.config;
    // No route: the answer is "nothing here" for everyone.
    if (action === undefined) return;
    if (isTooMuch() && !operatorActions.has(action))
      throw new AppError("UNAVAILABLE", "The studio has more to do than it can. Please try again in a few seconds.");
    // Where many were wrong the right one is not told either: the answer would end the search.
    if (headers.authorization !== undefined && !wrongPasses.has(ip)) throw searchRefusal();
    if (action !== "page") request.who = await identity.identify(headers);
    request.place = await placeOf(request, deps);
    const verdict = decide(action, request.who, request.place);
    if (verdict === "allowed") return;
    const hasPass = headers.authorization !== undefined || headers.cookie !== undefined;
    if (verdict === "SIGNED_OUT" && hasPass && !wrongPasses.take(ip)) throw searchRefusal();
    throw refusal(verdict, request.place.map === undefined ? "workspace" : "map");
  });
}

/** What whoever runs the studio asks, above all when it has too much to do. */
const operatorActions: ReadonlySet<Action> = new Set(["alive", "ready", "metrics"]);

/** What an address is told that brought too many wrong tokens. */
function searchRefusal(): AppError {
  return new AppError("RATE", "Too many wrong tokens or sessions came from this address. Try again in a minute.");
}

/** What somebody is told whom the policy refuses. */
export function refusal(verdict: Exclude<Verdict, "allowed">, what: "map" | "workspace" = "map"): AppError {
  return new AppError(verdict, verdict === "NOT_FOUND" ? notFound[what] : refusals[verdict]);
}

const refusals = {
  SIGNED_OUT: "Please sign in, or open the link you were given again.",
  FORBIDDEN: "You may look at this, but not do that.",
} as const;

const notFound = {
  map: "There is no such map, or it is not shared with you.",
  workspace: "There is no such workspace, or you are not in it.",
} as const;

async function placeOf({ params }: FastifyRequest, { maps, hasWorkspace }: GuardDeps): Promise<Place> {
  const { map, workspace } = (params ?? {}) as { map?: unknown; workspace?: unknown };
  return {
    ...(typeof map === "string" && { map: await maps.place(map) }),
    ...(typeof workspace === "string" && (await hasWorkspace(workspace)) && { workspace }),
  };
}

/** A bearer token is never sent by a page of another site unless that site holds it, so only cookies need this. */
function refuseOtherSites({ method, headers, host }: FastifyRequest, publicUrl: string | undefined): void {
  if (method === "GET" || method === "HEAD" || headers.authorization !== undefined) return;
  const fetchSite = headers["sec-fetch-site"];
  const from = { origin: headers.origin, fetchSite: Array.isArray(fetchSite) ? fetchSite[0] : fetchSite, host };
  if (isCrossSite(from, publicUrl))
    throw new AppError(
      "FORBIDDEN",
      "This request came from a page of another site. Set KEPT_PUBLIC_URL when the studio is reached under another address.",
    );
}
