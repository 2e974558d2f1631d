import { once } from "node:events";
import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { SsoGoal } from "../../shared/api/accounts.ts";
import { type Cast, castSecret, openCast } from "./cast.ts";
import { type Caller, type TestStudio, startStudio } from "./studio.ts";

/** Who signs in at the provider, by the name typed there. */
const people: Record<string, { email?: string; email_verified?: boolean; name: string }> = {};

let provider: Server;
let studio: TestStudio;
let cast: Cast;

beforeAll(async () => {
  provider = createServer();
  provider.listen(0, "127.0.0.1");
  await once(provider, "listening");
  const issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  const client = { client_id: "kept", client_secret: "a secret: of the tests" };
  // The studio's port is known when it listens; the provider then takes any of this machine.
  const port = await freePort();
  const redirect_uris = [`http://127.0.0.1:${port}/api/v1/sign-in/sso/callback`];
  const oidc = new Provider(issuer, {
    clients: [{ ...client, redirect_uris, grant_types: ["authorization_code"] }],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    conformIdTokenClaims: true,
    pkce: { required: () => true },
    cookies: { keys: ["a key of the tests"] },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
  });
  provider.on("request", oidc.callback());
  studio = await startStudio({
    PORT: String(port),
    KEPT_PUBLIC_URL: `http://127.0.0.1:${port}`,
    KEPT_SECRET: castSecret,
    KEPT_OIDC_ISSUER: issuer,
    KEPT_OIDC_CLIENT_ID: client.client_id,
    KEPT_OIDC_CLIENT_SECRET: client.client_secret,
  });
  await studio.owner();
  cast = await openCast(studio);
});
afterAll(async () => {
  await cast.close();
  await studio.close();
  provider.closeAllConnections();
  provider.close();
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** What a browser does at the provider: follows it, keeps its cookies, types a name, agrees. Gives the way back. */
async function atProvider(start: string, login: string): Promise<string> {
  const jar = new Map<string, string>();
  let url = start;
  let form: URLSearchParams | undefined;
  for (let steps = 0; steps < 12; steps += 1) {
    const response = await fetch(url, {
      redirect: "manual",
      headers: { cookie: Array.from(jar, (pair) => pair.join("=")).join("; ") },
      ...(form && { method: "POST", body: form }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    form = undefined;
    const to = response.headers.get("location");
    if (to !== null) {
      url = new URL(to, url).href;
      if (url.startsWith(studio.url)) return url;
      continue;
    }
    const page = await response.text();
    const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1];
    if (action === undefined) throw new Error(`the provider shows no form: ${page.slice(0, 300)}`);
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? "login";
    form = new URLSearchParams({ prompt, ...(prompt === "login" && { login, password: "x" }) });
    url = new URL(action, url).href;
  }
  throw new Error("the provider does not come to an end");
}

async function begin(caller: Caller, goal: SsoGoal = {}): Promise<string> {
  return (await caller.post("/api/v1/sign-in/sso", goal)).body.url;
}

/** The whole way; where it led. */
async function signIn(login: string, goal?: SsoGoal): Promise<{ caller: Caller; to: string }> {
  const caller = studio.visitor();
  const back = await atProvider(await begin(caller, goal), login);
  const reply = await caller.get(back.slice(studio.url.length));
  return { caller, to: `${reply.status} ${reply.headers.get("location")}` };
}

test("S20 who is invited comes in by the provider with a new account and the role, and is the same person next time", async () => {
  const workspace = await cast.workspace("Team");
  people.grace = { email: "grace@example.org", email_verified: true, name: "Grace \u202eH." };
  const invite = { email: people.grace.email, role: "editor" };
  await studio.program().post(`/api/v1/workspaces/${workspace}/invitations`, invite);
  expect((await studio.visitor().get("/api/v1/setup")).body.sso).toMatch(/^Continue with 127\.0\.0\.1:\d+$/);
  const first = await signIn("grace");
  expect(first.to).toBe("303 /");
  const me = (await first.caller.get("/api/v1/me")).body;
  expect(me).toMatchObject({
    user: { name: "Grace H.", kind: "account" },
    account: { email: "grace@example.org", hasPassword: false },
    workspaces: [{ id: workspace, role: "editor" }],
  });
  people.grace.email = "another@example.org";
  const second = await signIn("grace");
  expect((await second.caller.get("/api/v1/me")).body.user.id).toBe(me.user.id);
});

test("S20 an account is taken by its confirmed address alone", async () => {
  const person = await cast.person();
  people.ben = { email: person.email, email_verified: false, name: "Ben" };
  expect((await signIn("ben")).to).toBe("303 /sign-in?error=sso_unverified");
  people.ben.email_verified = true;
  const { caller, to } = await signIn("ben");
  expect([to, (await caller.get("/api/v1/me")).body.user.id]).toEqual(["303 /", person.id]);
  await cast.disable(person);
  expect((await signIn("ben")).to).toBe("303 /sign-in?error=disabled");
});

test("S21 an address that the provider confirms for the first time ends what somebody else had set up", async () => {
  const person = await cast.person();
  await studio.store.sql('UPDATE "user" SET "emailVerified" = 0 WHERE id = ?', person.id);
  people.ann = { email: person.email, email_verified: true, name: "Ann" };
  const { caller } = await signIn("ann");
  expect((await caller.get("/api/v1/me")).body.user.id).toBe(person.id);
  expect((await person.caller.get("/api/v1/me")).status).toBe(401);
});

test("S27 an account with a second factor is linked after a code, and the provider's word is enough from then on", async () => {
  const person = await cast.person();
  const { body } = await person.caller.post("/api/v1/me/second-factor", {});
  await studio.store.sql("UPDATE secondFactor SET confirmedAt = ? WHERE userId = ?", "2026-01-01", person.id);
  people.ada = { email: person.email, email_verified: true, name: "Ada" };
  const first = await signIn("ada");
  expect(first.to).toBe("303 /sign-in?step=code");
  expect((await first.caller.get("/api/v1/me")).status).toBe(401);
  // Nothing was linked yet: it is asked for again.
  const again = await signIn("ada");
  expect(again.to).toBe("303 /sign-in?step=code");
  const [code] = body.backupCodes;
  expect((await again.caller.post("/api/v1/sign-in/second-factor", { code })).body.user.id).toBe(person.id);
  const later = await signIn("ada");
  expect([later.to, (await later.caller.get("/api/v1/me")).body.user.id]).toEqual(["303 /", person.id]);
});

test("S27 what is no address of an account is matched with none, however it looks in small letters", async () => {
  const person = await cast.person();
  await studio.store.sql('UPDATE "user" SET email = ? WHERE id = ?', "kim@example.org", person.id);
  people.kim = { email: "\u212aim@example.org", email_verified: true, name: "Kim" };
  expect((await signIn("kim")).to).toBe("303 /sign-in?error=sso_unverified");
});

test("PE6 who is not invited stays outside, unless the studio takes the address's domain", async () => {
  people.eve = { email: "eve@example.net", email_verified: true, name: "Eve" };
  expect((await signIn("eve")).to).toBe("303 /sign-in?error=sso_closed");
  const workspace = await cast.workspace("Everybody");
  const settings = { signUp: "domain", domains: ["example.net"], domainWorkspace: workspace, domainRole: "commenter" };
  const json = { "content-type": "application/json" };
  await studio.program().send("PUT", "/api/v1/studio", JSON.stringify(settings), json);
  const { caller } = await signIn("eve");
  expect((await caller.get("/api/v1/me")).body.workspaces).toEqual([
    { id: workspace, name: "Everybody", role: "commenter" },
  ]);
});

test("S20 an answer is good in the browser that began, once, and not when it was changed", async () => {
  people.grace2 = { email: (await cast.person()).email, email_verified: true, name: "Grace" };
  const failed = "303 /sign-in?error=sso_failed";
  const [caller, other] = [studio.visitor(), studio.visitor()];
  const back = (await atProvider(await begin(caller), "grace2")).slice(studio.url.length);
  const come = async (by: Caller, path: string) => {
    const reply = await by.get(path);
    return `${reply.status} ${reply.headers.get("location")}`;
  };
  // Whoever is sent somebody else's way back does not become that person.
  expect(await come(other, back)).toBe(failed);
  await begin(other);
  expect(await come(other, back)).toBe(failed);
  const cookies = new Map(caller.cookies);
  expect(await come(caller, back)).toBe("303 /");
  const again = studio.visitor();
  cookies.forEach((value, name) => again.cookies.set(name, value));
  expect(await come(again, back)).toBe(failed);

  const next = studio.visitor();
  const second = new URL(await atProvider(await begin(next), "grace2"));
  second.searchParams.set("code", "another");
  expect(await come(next, second.pathname + second.search)).toBe(failed);
  const third = studio.visitor();
  const state = new URL(await begin(third)).searchParams.get("state");
  expect(await come(third, `/api/v1/sign-in/sso/callback?error=access_denied&state=${state}`)).toBe(
    "303 /sign-in?error=sso_cancelled",
  );
});

test("S30 who comes back goes on where he wanted to, by way of a code or a refusal, too", async () => {
  const person = await cast.person();
  people.mae = { email: person.email, email_verified: true, name: "Mae" };
  const next = "/maps/some-map/risk?show=a%20b";
  const kept = new URLSearchParams({ next }).toString();
  expect((await signIn("mae", { next })).to).toBe(`303 ${next}`);
  await cast.disable(person);
  expect((await signIn("mae", { next })).to).toBe(`303 /sign-in?error=disabled&${kept}`);
  const careful = await cast.person();
  await careful.caller.post("/api/v1/me/second-factor", {});
  await studio.store.sql("UPDATE secondFactor SET confirmedAt = ? WHERE userId = ?", "2026-01-01", careful.id);
  people.max = { email: careful.email, email_verified: true, name: "Max" };
  expect((await signIn("max", { next })).to).toBe(`303 /sign-in?step=code&${kept}`);
});

test("S30 it never leads to another site", async () => {
  const hidden = ["/\t/evil.example", "/\u00a0", "/a\r\nset-cookie: a=b"];
  for (const next of ["//evil.example", "/\\evil.example", "https://evil.example", "", "evil", ...hidden])
    expect((await studio.visitor().post("/api/v1/sign-in/sso", { next })).status).toBe(422);
});

test("S30 an invitation that one came by is taken up and led to, by its own address alone", async () => {
  const workspace = await cast.workspace("Ours");
  const map = (await studio.program().post("/api/v1/maps", { title: "Shared" })).body.id;
  const invite = async (path: string, email: string): Promise<string> =>
    (await studio.program().post(`/api/v1/${path}`, { email, role: "viewer" })).body.url.split("#")[1];
  people.joy = { email: "joy@example.org", email_verified: true, name: "Joy" };
  const toMap = await invite(`maps/${map}/members`, "joy@example.org");
  const first = await signIn("joy", { invitation: toMap });
  expect(first.to).toBe(`303 /maps/${map}`);
  expect((await first.caller.get(`/api/v1/maps/${map}/access`)).body.role).toBe("viewer");
  expect((await studio.visitor().post("/api/v1/sign-in/sso", { invitation: toMap })).status).toBe(404);

  // Made before there was an account, so that signing in alone would leave it open.
  const toWorkspace = await invite(`workspaces/${workspace}/invitations`, "kit@example.org");
  const person = await cast.person();
  await studio.store.sql('UPDATE "user" SET email = ? WHERE id = ?', "kit@example.org", person.id);
  const others = await signIn("joy", { invitation: toWorkspace });
  expect([others.to, (await others.caller.get("/api/v1/me")).body.workspaces]).toEqual(["303 /", []]);
  people.kit = { email: "kit@example.org", email_verified: true, name: "Kit" };
  const second = await signIn("kit", { invitation: toWorkspace });
  expect(second.to).toBe(`303 /?workspace=${workspace}`);
  expect((await second.caller.get("/api/v1/me")).body.workspaces).toMatchObject([{ id: workspace, role: "viewer" }]);
});

test("S30 a code in between does not lose an invitation that one came by; it is taken up after it, by its own address alone", async () => {
  const workspace = await cast.workspace("Careful");
  const person = await cast.person();
  const { body } = await person.caller.post("/api/v1/me/second-factor", {});
  await studio.store.sql("UPDATE secondFactor SET confirmedAt = ? WHERE userId = ?", "2026-01-01", person.id);
  people.zoe = { email: "zoe@example.org", email_verified: true, name: "Zoe" };
  const invite = async (email: string): Promise<string> => {
    const asked = await studio.program().post(`/api/v1/workspaces/${workspace}/invitations`, { email, role: "viewer" });
    return asked.body.url.split("#")[1];
  };
  const workspaces = async (caller: Caller) => (await caller.get("/api/v1/me")).body.workspaces;

  // Made before there was an account, so that it stays open.
  const token = await invite("zoe@example.org");
  await studio.store.sql('UPDATE "user" SET email = ? WHERE id = ?', "zoe@example.org", person.id);
  const others = await signIn("zoe", { invitation: await invite("lee@example.org") });
  expect(others.to).toBe("303 /sign-in?step=code");
  const { caller, to } = await signIn("zoe", { invitation: token });
  const kept = new URLSearchParams({ next: `/?workspace=${workspace}` });
  expect(to).toBe(`303 /sign-in?step=code&${kept}`);
  expect(await workspaces(person.caller)).toEqual([]);
  const [first, second] = body.backupCodes;
  expect((await others.caller.post("/api/v1/sign-in/second-factor", { code: first })).status).toBe(200);
  expect(await workspaces(others.caller)).toEqual([]);
  const again = await caller.post("/api/v1/sign-in/second-factor", { code: second });
  expect([again.status, await workspaces(caller)]).toMatchObject([200, [{ id: workspace, role: "viewer" }]]);
  expect((await studio.visitor().post("/api/v1/sign-in/sso", { invitation: token })).status).toBe(404);
});

test("S20 what begins is sent with state, nonce and a challenge, and a studio without a provider has no such way", async () => {
  const query = new URL(await begin(studio.visitor())).searchParams;
  expect(Object.fromEntries(query)).toMatchObject({
    response_type: "code",
    code_challenge_method: "S256",
    state: expect.stringMatching(/^[\w-]{43}$/),
    nonce: expect.stringMatching(/^[\w-]{32}$/),
  });
  const without = await startStudio();
  expect((await without.visitor().post("/api/v1/sign-in/sso", {})).status).toBe(404);
  await without.close();
});
