import { createHash, randomBytes } from "node:crypto";
import { validateToken } from "better-auth/oauth2";
import { z } from "zod";
import { limits } from "../../shared/limits.ts";
import type { OneTime } from "./oneTime.ts";
import type { InvitedBy } from "./signIns.ts";

/** What the organisation's provider says of somebody who signed in there. */
export interface SsoIdentity {
  issuer: string;
  subject: string;
  email: string | undefined;
  isEmailVerified: boolean;
  name: string | undefined;
}

/** Where somebody wanted to go when he began to sign in. */
export interface SsoWay {
  /** A page of the studio. */
  next: string;
  invitation?: InvitedBy;
}

/** Signing in with the organisation's provider: OpenID Connect, code flow with PKCE, state and nonce. */
export interface Sso {
  /** What its button says. */
  readonly label: string;
  /** Where to send the browser, and the secret that its cookie holds until it comes back. @throws when the provider does not answer. */
  start(redirectUri: string, way: SsoWay): Promise<{ url: string; state: string }>;
  /** Where whoever comes back wanted to go; undefined when this sign-in was not begun here, or took too long. */
  wayOf(state: string): Promise<SsoWay | undefined>;
  /**
   * Who came back. @param state what the browser's cookie holds. @throws when anything does not fit: it was not begun in
   * this browser, the code is not good, the provider's word is not signed by it, for us, or for this sign-in.
   */
  finish(answer: { code: string; state: string; iss?: string | undefined }, redirectUri: string): Promise<SsoIdentity>;
}

export interface SsoOptions {
  /** Address of the provider, as it names itself. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  oneTime: OneTime;
}

const discovery = z.looseObject({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  userinfo_endpoint: z.url().optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).optional(),
});

const tokens = z.looseObject({ id_token: z.string(), access_token: z.string() });

const claims = z.looseObject({
  sub: z.string().min(1).max(255),
  nonce: z.string().optional(),
  email: z.string().optional(),
  // Some providers send the word.
  email_verified: z.union([z.boolean(), z.enum(["true", "false"]).transform((text) => text === "true")]).optional(),
  name: z.string().optional(),
  preferred_username: z.string().optional(),
});

interface Begun {
  way: SsoWay;
  verifier: string;
  nonce: string;
}

/** A provider's description is asked for again after this. */
const discoveryMs = 3_600_000;
const timeoutMs = 10_000;

export function openSso({ issuer, clientId, clientSecret, oneTime }: SsoOptions): Sso {
  let known: { at: number; provider: z.infer<typeof discovery> } | undefined;

  const describe = async () => {
    if (known !== undefined && Date.now() - known.at < discoveryMs) return known.provider;
    const provider = discovery.parse(
      await ask(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`, { headers: {} }),
    );
    if (provider.issuer !== issuer) throw new Error("the provider names itself otherwise");
    known = { at: Date.now(), provider };
    return provider;
  };

  return {
    label: `Continue with ${new URL(issuer).host}`,

    async start(redirectUri, way) {
      const provider = await describe();
      const verifier = randomBytes(48).toString("base64url");
      const nonce = randomBytes(24).toString("base64url");
      const begun: Begun = { way, verifier, nonce };
      const { token: state } = await oneTime.create("sso", begun, limits.signInStepTtlMs);
      const url = new URL(provider.authorization_endpoint);
      const query = {
        response_type: "code",
        client_id: clientId,
        redirect_uri: redirectUri,
        scope: "openid email profile",
        state,
        nonce,
        code_challenge: createHash("sha256").update(verifier).digest("base64url"),
        code_challenge_method: "S256",
      };
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
      return { url: url.href, state };
    },

    wayOf: async (state) => (await oneTime.peek<Begun>("sso", state))?.way,

    async finish({ code, state, iss }, redirectUri) {
      const begun = await oneTime.redeem<Begun>("sso", state);
      if (begun === undefined) throw new Error("this sign-in was not begun here, or took too long");
      const provider = await describe();
      // RFC 9207: another provider's answer must not be taken for this one's.
      if (iss !== undefined && iss !== issuer) throw new Error("the answer is another provider's");
      const form = new URLSearchParams({
        grant_type: "authorization_code",
        code,
        redirect_uri: redirectUri,
        code_verifier: begun.verifier,
      });
      const headers: Record<string, string> = { "content-type": "application/x-www-form-urlencoded" };
      const methods = provider.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
      if (methods.includes("client_secret_basic")) headers.authorization = basic(clientId, clientSecret);
      else {
        form.set("client_id", clientId);
        form.set("client_secret", clientSecret);
      }
      const granted = tokens.parse(await ask(provider.token_endpoint, { method: "POST", headers, body: String(form) }));
      const { payload } = await validateToken(granted.id_token, provider.jwks_uri, {
        issuer,
        audience: clientId,
        requiredClaims: ["sub", "exp", "iat"],
        clockTolerance: 60,
      });
      const said = claims.parse(payload);
      if (said.nonce !== begun.nonce) throw new Error("the answer is of another sign-in");
      const more =
        said.email === undefined && provider.userinfo_endpoint !== undefined
          ? claims.parse(
              await ask(provider.userinfo_endpoint, { headers: { authorization: `Bearer ${granted.access_token}` } }),
            )
          : said;
      if (more.sub !== said.sub) throw new Error("the provider speaks of two people");
      return {
        issuer,
        subject: said.sub,
        email: more.email,
        isEmailVerified: more.email_verified === true,
        name: more.name ?? more.preferred_username,
      };
    },
  };
}

async function ask(url: string, request: { method?: string; headers: Record<string, string>; body?: string }) {
  const headers = { accept: "application/json", ...request.headers };
  const response = await fetch(url, {
    ...request,
    headers,
    redirect: "error",
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (!response.ok) throw new Error(`the provider answered ${response.status}`);
  return response.json();
}

/** RFC 6749, 2.3.1: both parts are encoded as in a form before they are joined. */
function basic(id: string, secret: string): string {
  const encode = (text: string) => new URLSearchParams({ x: text }).toString().slice(2);
  return `Basic ${Buffer.from(`${encode(id)}:${encode(secret)}`).toString("base64")}`;
}
