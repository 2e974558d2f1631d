import type { FastifyInstance, FastifyRequest } from "fastify";
import { routes } from "../../shared/api/routes.ts";
import { AppError, type ErrorCode } from "../../shared/errors.ts";
import type { Action } from "../auth/policy.ts";
import type { Log } from "../log.ts";
import type { Audit, AuditObject } from "../people/audit.ts";

/** What a handler knows for the log beyond what the address says. */
export interface Trail {
  /** Who did it, where the request did not say so yet: whoever signs in. */
  actor?: { id: string; kind: string };
  object?: AuditObject;
  workspace?: string;
  map?: string;
  details?: Record<string, string>;
  /** Nothing to log after all. */
  isNothing?: boolean;
  /** Why it was refused. */
  code?: ErrorCode;
}

declare module "fastify" {
  interface FastifyRequest {
    trail: Trail;
  }
}

/** Changes that are content, or no more than a question. All others are logged, those that are still to come, too. */
const unlogged: ReadonlySet<Action> = new Set<Action>([
  "runCommands",
  "putRun",
  "createExercise",
  "actInExercise",
  "putComment",
  "resolveThread",
  "createTicket",
  "peekLink",
  "peekInvitation",
  "sendSignInLink",
  "sendResetLink",
  "askForInvitation",
  "startSso",
]);

/** Reading that takes something out of the studio, and what is no route of the contract. */
const loggedToo: ReadonlySet<Action> = new Set<Action>(["exportMap", "exportMe", "finishSso"]);

/** Ways in: of these a stranger's failure is logged, too. */
const waysIn: ReadonlySet<Action> = new Set<Action>([
  "claimOwner",
  "signIn",
  "confirmSecondFactor",
  "useSignInLink",
  "finishSso",
  "resetPassword",
  "acceptInvitation",
  "openLink",
]);

/** What is refused for how much or how it was written says nothing of rights. */
const loggedCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>(["SIGNED_OUT", "FORBIDDEN", "NOT_FOUND", "CONFLICT"]);

/** Writes into the log of who did what, before the answer goes out. */
export function addAuditTrail(app: FastifyInstance, audit: Audit, log: Log): void {
  app.decorateRequest("trail");

  app.addHook("onRequest", async (request) => {
    request.trail = {};
  });

  app.addHook("onError", async (request, _reply, error) => {
    if (error instanceof AppError) request.trail.code = error.code;
  });

  app.addHook("onSend", async (request, reply) => {
    const { action } = request.routeOptions.config;
    if (action === undefined || !isLogged(action)) return;
    const { trail, who, place } = request;
    if (trail === undefined || trail.isNothing === true) return;
    const isDone = reply.statusCode < 400 && trail.code === undefined;
    if (!isDone && (trail.code === undefined || !loggedCodes.has(trail.code))) return;
    const known = who === null || who.kind === "anonymous" ? undefined : { id: who.user.id, kind: who.kind };
    const actor = trail.actor ?? known;
    if (!isDone && actor === undefined && !waysIn.has(action)) return;
    try {
      await audit.write({
        actor,
        action,
        object: trail.object ?? objectOf(request),
        workspace: trail.workspace ?? place.workspace ?? (place.map?.workspace || undefined),
        map: trail.map ?? (place.map?.state === "absent" ? undefined : place.map?.id),
        address: request.ip,
        result: isDone ? "done" : "refused",
        details: { ...trail.details, ...(trail.code && { code: trail.code }) },
      });
    } catch (error) {
      log.error({ err: error, action }, "not written into the log of who did what");
    }
  });
}

function isLogged(action: Action): boolean {
  if (loggedToo.has(action)) return true;
  return action in routes && routes[action as keyof typeof routes].method !== "GET" && !unlogged.has(action);
}

/** What the address names, the narrowest first. */
function objectOf({ params, place }: FastifyRequest): AuditObject | undefined {
  const { person, token, link, session, invitation } = (params ?? {}) as Record<string, string | undefined>;
  if (person !== undefined) return { kind: "account", id: person };
  if (token !== undefined) return { kind: "token", id: token };
  if (link !== undefined) return { kind: "link", id: link };
  if (session !== undefined) return { kind: "session", id: session };
  if (invitation !== undefined) return { kind: "invitation", id: invitation };
  if (place.map !== undefined && place.map.state !== "absent") return { kind: "map", id: place.map.id };
  return place.workspace === undefined ? undefined : { kind: "workspace", id: place.workspace };
}
