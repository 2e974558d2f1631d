import type { FastifyInstance } from "fastify";
import { AppError } from "../../shared/errors.ts";
import { hashToken, isTokenOf } from "../auth/token.ts";
import type { Config } from "../config.ts";
import type { Health } from "../health.ts";
import type { Metrics } from "../metrics.ts";
import type { AddressRate } from "./addressRate.ts";

export interface OperatorDeps {
  config: Config;
  health: Health;
  metrics: Metrics;
  wrongPasses: AddressRate;
}

/** What is asked by whoever runs the studio: is it alive, should it get work, how is it doing. */
export function addOperatorRoutes(app: FastifyInstance, deps: OperatorDeps): void {
  const { config, health, metrics, wrongPasses } = deps;
  app.get("/healthz", { config: { action: "alive" } }, () => ({ status: "alive" }));

  app.get("/readyz", { config: { action: "ready" } }, async () => {
    const reason = await health.whyNotReady();
    if (reason !== undefined) throw new AppError("UNAVAILABLE", reason);
    return { status: "ready" };
  });

  const tokenHash = config.metricsToken === undefined ? undefined : hashToken(config.metricsToken);
  app.get("/metrics", { config: { action: "metrics" } }, async (request, reply) => {
    const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1] ?? "";
    if (tokenHash !== undefined && !isTokenOf(bearer, tokenHash)) {
      if (bearer !== "") wrongPasses.take(request.ip);
      throw new AppError("SIGNED_OUT", "The figures need the bearer token of KEPT_METRICS_TOKEN.");
    }
    const { type, text } = await metrics.read();
    return reply.type(type).send(text);
  });
}
