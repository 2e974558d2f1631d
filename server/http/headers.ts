import { randomBytes } from "node:crypto";
import helmet from "@fastify/helmet";
import type { FastifyInstance } from "fastify";

const nonces = new WeakMap<object, string>();

/** The nonce of this reply's style elements; `raw` is Node's response object. */
export function nonceOf(raw: object): string {
  const nonce = nonces.get(raw) ?? randomBytes(16).toString("base64");
  nonces.set(raw, nonce);
  return nonce;
}

/**
 * Security headers on every reply. Nothing may be loaded but the studio's own files; the nonce is for the style elements
 * of the interface library; nobody may frame the studio.
 */
export async function addSecurityHeaders(app: FastifyInstance, isSecure: boolean): Promise<void> {
  const own = ["'self'"];
  const none = ["'none'"];
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: none,
        scriptSrc: own,
        styleSrc: ["'self'", (_request, reply) => `'nonce-${nonceOf(reply)}'`],
        fontSrc: own,
        imgSrc: ["'self'", "data:", "blob:"],
        connectSrc: own,
        manifestSrc: own,
        workerSrc: own,
        formAction: own,
        objectSrc: none,
        baseUri: none,
        frameAncestors: none,
      },
    },
    xFrameOptions: { action: "deny" },
    referrerPolicy: { policy: "no-referrer" },
    strictTransportSecurity: isSecure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
  });
  app.addHook("onRequest", async (_request, reply) => {
    void reply.header("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
  });
}
