import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";

/** An organisation's provider of identities, in this process: a real OpenID Connect server with its own pages. */
export interface IdentityProvider {
  /** What the studio is told. */
  readonly env: Record<string, string>;
  close(): Promise<void>;
}

/**
 * Starts it on a free port. Whoever signs in there is who he says, with a confirmed address.
 * @param studioUrl to whose pages it leads back.
 */
export async function openIdentityProvider(studioUrl: string): Promise<IdentityProvider> {
  const server: Server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = { client_id: "kept", client_secret: "a-secret-of-the-tests" };
  const provider = new Provider(issuer, {
    clients: [
      { ...client, redirect_uris: [`${studioUrl}/api/v1/sign-in/sso/callback`], grant_types: ["authorization_code"] },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    conformIdTokenClaims: false,
    cookies: { keys: ["a key of the tests"] },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: id, email_verified: true, name: "Grace" }),
    }),
  });
  server.on("request", provider.callback());
  return {
    env: {
      KEPT_OIDC_ISSUER: issuer,
      KEPT_OIDC_CLIENT_ID: client.client_id,
      KEPT_OIDC_CLIENT_SECRET: client.client_secret,
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
