import cookie from "@fastify/cookie";
import rateLimit from "@fastify/rate-limit";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from "fastify";
import type { z } from "zod";
import type { Route } from "../../shared/api/route.ts";
import { type RouteName, routeNames, routes } from "../../shared/api/routes.ts";
import { AppError } from "../../shared/errors.ts";
import { limits } from "../../shared/limits.ts";
import type { Identity } from "../auth/identity.ts";
import { policy } from "../auth/policy.ts";
import type { Config } from "../config.ts";
import type { Health } from "../health.ts";
import type { Log } from "../log.ts";
import type { Metrics } from "../metrics.ts";
import type { Maps } from "../store/maps.ts";
import type { Audit } from "../people/audit.ts";
import type { AddressRate } from "./addressRate.ts";
import { addAuditTrail } from "./auditTrail.ts";
import { proxyTrust } from "./clientAddress.ts";
import { addClientFiles } from "./clientFiles.ts";
import { addGuard } from "./guard.ts";
import { type Asked, type Handlers, JsonText, isTextRoute } from "./handler.ts";
import { addSecurityHeaders } from "./headers.ts";
import { openHttpMeter } from "./httpMeter.ts";
import { networkOf } from "./networkOf.ts";
import { addOperatorRoutes } from "./operatorRoutes.ts";
import { sendProblem } from "./problems.ts";
import { perMinute } from "./rates.ts";
import { limitTcp } from "./tcpLimits.ts";
import { addJsonReader, validatorCompiler } from "./validation.ts";

export interface AppOptions {
  config: Config;
  log: Log;
  identity: Identity;
  maps: Maps;
  hasWorkspace: (id: string) => Promise<boolean>;
  audit: Audit;
  health: Health;
  metrics: Metrics;
  /** Wrong tokens and sessions by address. */
  wrongPasses: AddressRate;
  /** Folder of the built client. */
  clientDir: string;
  /** Those who are inside need all there is. */
  isTooMuch: () => boolean;
}

/** Everything that is answered over HTTP, but for the routes of the contract: {@link addRoutes}. */
export async function openApp(options: AppOptions): Promise<FastifyInstance> {
  const { config, log, identity, maps, hasWorkspace, audit, metrics, wrongPasses } = options;
  const meter = openHttpMeter(metrics);
  const answerProblem = (error: unknown, request: FastifyRequest, reply: FastifyReply) =>
    meter.refused(sendProblem(error, request, reply).code);
  const app = fastify({
    loggerInstance: log,
    // One line of our own a request, without its address.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.trustProxy === false ? false : proxyTrust(config.trustProxy),
    bodyLimit: limits.frameBytes,
    frameworkErrors: answerProblem,
    routerOptions: { maxParamLength: limits.idChars * 3 },
    // A client that opens a connection and sends its request byte by byte holds nothing for longer.
    requestTimeout: limits.requestTimeoutMs,
    http: { headersTimeout: limits.headersTimeoutMs, connectionsCheckingInterval: 1_000 },
    // Sockets that are kept alive would hold up the end.
    forceCloseConnections: true,
  }) as unknown as FastifyInstance;

  limitTcp(app.server, config.trustProxy !== false);
  app.setErrorHandler(answerProblem);
  app.setNotFoundHandler(() => {
    throw new AppError("NOT_FOUND", "There is nothing at this address.");
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler<z.ZodType>(
    ({ schema }) =>
      (data) =>
        JSON.stringify(schema.encode(data)),
  );
  addJsonReader(app);
  await addSecurityHeaders(app, config.publicUrl?.startsWith("https:") ?? false);
  await app.register(cookie);
  addAuditTrail(app, audit, log);
  addGuard(app, {
    identity,
    maps,
    hasWorkspace,
    wrongPasses,
    publicUrl: config.publicUrl,
    isTooMuch: options.isTooMuch,
  });
  await app.register(rateLimit, {
    global: false,
    keyGenerator: (request) => (request.who.kind === "anonymous" ? networkOf(request.ip) : request.who.user.id),
    errorResponseBuilder: (_request, { ttl }) =>
      new AppError("RATE", `That was too much at once. Try again in ${Math.ceil(ttl / 1000)} seconds.`),
  });
  app.addHook("onSend", async (request, reply) => {
    if (request.url.startsWith("/api/")) void reply.header("cache-control", "no-store");
  });
  app.addHook("onResponse", async (request, reply) => {
    const action = request.routeOptions.config.action ?? "nothing";
    meter.replied(action, reply.statusCode, reply.elapsedTime / 1000);
    const level =
      action === "page" || action === "alive" || action === "ready" || action === "metrics" ? "debug" : "info";
    log[level](requestLine(request, reply.statusCode, reply.elapsedTime), "request");
  });

  addOperatorRoutes(app, options);
  app.all("/api/*", { config: { action: "unknownApi" } }, () => {
    throw new AppError("NOT_FOUND", "The studio has no such route. GET /api/v1/openapi.json describes those it has.");
  });
  await addClientFiles(app, options.clientDir);
  return app;
}

/** Registers the routes of the contract, each with its schemas, its limits and its handler. */
export function addRoutes(app: FastifyInstance, handlers: Handlers): void {
  for (const name of routeNames) addRoute(app, name, handlers);
}

function addRoute(app: FastifyInstance, name: RouteName, handlers: Handlers): void {
  const { method, path, params, query, body, reply: success }: Route = routes[name];
  const isText = isTextRoute(name);
  const response = success.status === 204 ? undefined : { [success.status]: success.body };
  app.route({
    method,
    url: path,
    config: { action: name, rateLimit: { max: perMinute(name), timeWindow: 60_000 } },
    bodyLimit: maxBodyBytes(name),
    schema: {
      ...(params && { params }),
      ...(query && { querystring: query }),
      ...(body && !isText && { body }),
      ...(response && { response }),
    },
    handler: async (request, reply) => {
      const { who, params, query } = request;
      const asked = { who, params, query, body: isText ? (request.body ?? "") : request.body };
      const answer = handlers[name] as (asked: Asked<RouteName>) => unknown;
      const result = await answer({ ...asked, request, reply } as Asked<RouteName>);
      void reply.code(success.status);
      if (result instanceof JsonText) return reply.type("application/json").serializer(String).send(result.text);
      return reply.send(result);
    },
  });
}

function maxBodyBytes(name: RouteName): number {
  if (policy[name] === "anyone" || policy[name] === "anyoneButTokens") return limits.preAuthFrameBytes;
  if (name === "putRun") return limits.runBytes;
  return name === "createMap" || name === "importMap" ? limits.importBytes : limits.frameBytes;
}

/**
 * What the log says of a request: never its address, which may hold a ticket, and never its content. A map is named when
 * the request got as far as that map; what a stranger wrote in its place is not an id.
 */
function requestLine({ who, method, params, routeOptions }: FastifyRequest, status: number, elapsedMs: number) {
  const { action } = routeOptions.config;
  const { map } = params as { map?: string };
  const user = who === null || who.kind === "anonymous" ? undefined : who.user.id;
  return {
    action,
    method,
    status,
    ms: Math.round(elapsedMs),
    ...(map && isOfMap(status) && { map }),
    ...(user && { user }),
  };
}

function isOfMap(status: number): boolean {
  return status < 400 || status === 409 || status === 422 || status >= 500;
}
