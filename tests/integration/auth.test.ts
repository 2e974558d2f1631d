import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { WebSocket } from "ws";
import { errorTable } from "../../shared/errors.ts";
import { limits } from "../../shared/limits.ts";
import { closeCodes } from "../../shared/wire/close.ts";
import { encodeMessage } from "../../shared/wire/message.ts";
import { type TestStudio, ownerAccount, ownerToken, startStudio } from "./studio.ts";
import { joinRoom } from "./roomVisit.ts";

let studio: TestStudio;
let map: string;

beforeAll(async () => {
  studio = await startStudio();
  map = (await studio.program().post("/api/v1/maps", { title: "Shared" })).body.id;
});
afterAll(() => studio.close());

/** Moves a time in the database, as if it had passed. */
function sql(studio: TestStudio, statement: string, ...values: (string | number)[]): Promise<unknown> {
  return studio.store.sql(statement, ...values);
}

const ago = (ms: number) => new Date(Date.now() - ms).toISOString();

async function newLink(role: "editor" | "viewer", body: object = {}) {
  const link = await studio.program().post(`/api/v1/maps/${map}/links`, { role, ...body });
  return { id: link.body.id as string, token: link.body.url.split("#")[1] as string, reply: link };
}

test("S32 a variable that the account library would listen to changes nothing", async () => {
  vi.stubEnv("BASE_URL", "no address");
  onTestFinished(() => void vi.unstubAllEnvs());
  const own = await startStudio();
  expect((await (await own.owner()).get("/api/v1/me")).status).toBe(200);
  await own.close();
});

test("S1 the link that the start prints makes one owner, and is worth nothing afterwards", async () => {
  const own = await startStudio();
  const claim = (token: string) => own.visitor().post("/api/v1/owner/claim", { token, ...ownerAccount });
  expect((await own.visitor().get("/api/v1/setup")).body).toEqual({
    claimed: false,
    mail: false,
    sso: null,
    signUp: false,
  });
  expect((await claim("a guess")).body.code).toBe("FORBIDDEN");

  const firstToken = own.claimToken;
  await own.restart();
  expect((await claim(firstToken)).body.code).toBe("FORBIDDEN");

  const replies = await Promise.all([claim(own.claimToken), claim(own.claimToken)]);
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201, 409]));
  const [won] = replies.filter(({ status }) => status === 201);
  expect(won?.body.user).toMatchObject({ name: "Ada", kind: "account", color: expect.stringMatching(/^#[\da-f]{6}$/) });
  expect((await own.visitor().get("/api/v1/setup")).body).toMatchObject({ claimed: true });
  expect((await claim(own.claimToken)).body.code).toBe("CONFLICT");
  await own.restart();
  expect(own.claimToken).toBe("");
  await own.close();
});

test("S1 a claim that breaks off before the password is kept makes nobody the owner, and the link stays good", async () => {
  const own = await startStudio();
  const claim = () => own.visitor().post("/api/v1/owner/claim", { token: own.claimToken, ...ownerAccount });
  await own.store.sql("ALTER TABLE account RENAME TO elsewhere");
  expect((await claim()).status).toBe(500);
  await own.store.sql("ALTER TABLE elsewhere RENAME TO account");
  expect((await own.visitor().get("/api/v1/setup")).body.claimed).toBe(false);
  expect((await claim()).status).toBe(201);
  await own.close();
});

test("S1 a claim with a bad account is refused with its reasons and leaves the link as it was", async () => {
  const own = await startStudio();
  const token = own.claimToken;
  const bad = await own.visitor().post("/api/v1/owner/claim", { token, name: " ", email: "ada", password: "short" });
  expect(bad.body.problems.map(({ path }: { path: string }) => path)).toEqual(["name", "email", "password"]);
  expect((await own.visitor().post("/api/v1/owner/claim", { token, ...ownerAccount })).status).toBe(201);
  await own.close();
});

test("S2 the owner signs in and out; a wrong address and a wrong password are answered alike", async () => {
  await studio.owner();
  const visitor = studio.visitor();
  const { email, password } = ownerAccount;
  const signIn = (body: object) => visitor.post("/api/auth/sign-in/email", body);
  const wrong = [
    await signIn({ email, password: "not the password" }),
    await signIn({ email: "eve@example.org", password }),
  ];
  expect(wrong.map(({ status, body }) => [status, body])).toEqual([
    [401, expect.objectContaining({ code: "SIGNED_OUT" })],
    [401, wrong[0]?.body],
  ]);
  expect((await visitor.get("/api/v1/me")).status).toBe(401);

  const reply = await signIn({ email: email.toUpperCase(), password });
  expect(reply.body.user).toMatchObject({ name: "Ada", kind: "account" });
  expect(reply.body.account).toEqual({ email, isAdmin: true, hasPassword: true, hasSecondFactor: false });
  expect(JSON.stringify(reply.body)).not.toMatch(/token|scrypt|hash"/);
  expect((await visitor.get("/api/v1/me")).body.user).toEqual(reply.body.user);
  expect((await visitor.post("/api/auth/sign-out")).status).toBe(204);
  expect(visitor.cookies.size).toBe(0);
  expect((await visitor.get("/api/v1/me")).status).toBe(401);
});

test("S2 nothing else of the account library can be reached", async () => {
  const owner = await studio.owner();
  for (const path of [
    "sign-up/email",
    "update-user",
    "change-password",
    "list-sessions",
    "reset-password",
    "get-session",
  ]) {
    expect((await owner.post(`/api/auth/${path}`, {})).status).toBe(404);
    expect((await owner.get(`/api/auth/${path}`)).status).toBe(404);
  }
});

test("S3 sessions end when they were not used for long, and in any case after their time", async () => {
  const me = async (caller: { get(path: string): Promise<{ status: number }> }) =>
    (await caller.get("/api/v1/me")).status;
  const owner = await studio.owner();
  const guest = await studio.guest(map, "viewer");
  const guestId = (await guest.get("/api/v1/me")).body.user.id;

  await sql(studio, "UPDATE guest SET seenAt = ? WHERE id = ?", ago(limits.sessionIdleMs - 60_000), guestId);
  expect(await me(guest)).toBe(200);
  await sql(studio, "UPDATE guest SET seenAt = ? WHERE id = ?", ago(limits.sessionIdleMs + 1_000), guestId);
  expect(await me(guest)).toBe(401);
  await sql(
    studio,
    "UPDATE guest SET seenAt = ?, createdAt = ? WHERE id = ?",
    ago(0),
    ago(limits.sessionMaxMs + 1_000),
    guestId,
  );
  expect(await me(guest)).toBe(401);

  await sql(studio, "UPDATE session SET createdAt = ?", ago(limits.sessionMaxMs - 60_000));
  expect(await me(owner)).toBe(200);
  await sql(studio, "UPDATE session SET createdAt = ?", ago(limits.sessionMaxMs + 1_000));
  expect(await me(owner)).toBe(401);
  const again = await studio.owner();
  await sql(studio, "UPDATE session SET expiresAt = ?", ago(1_000));
  expect(await me(again)).toBe(401);
});

test("S3 a session that ends takes its sockets with it, and no others", async () => {
  const [owner, guest, other] = [await studio.owner(), await studio.guest(map, "editor"), await studio.owner()];
  const guestId = (await guest.get("/api/v1/me")).body.user.id;
  const visits = [await joinRoom(studio, owner, map), await joinRoom(studio, guest, map)];
  const newest = "(SELECT id FROM session ORDER BY createdAt DESC LIMIT 1)";
  const [still, program] = [await joinRoom(studio, other, map), await joinRoom(studio, studio.program(), map)];
  await sql(studio, `UPDATE session SET expiresAt = ? WHERE id <> ${newest}`, ago(1_000));
  await sql(studio, "UPDATE guest SET seenAt = ? WHERE id = ?", ago(limits.sessionIdleMs + 1_000), guestId);
  expect(await Promise.all(visits.map(({ closed }) => closed))).toEqual([closeCodes.signedOut, closeCodes.signedOut]);
  expect([still.isOpen(), program.isOpen()]).toEqual([true, true]);
  still.close();
  program.close();
});

test("S4 session cookies are for this site's requests alone", async () => {
  const cookiesOf = async (own: TestStudio) => {
    const claimed = await own.visitor().post("/api/v1/owner/claim", { token: own.claimToken, ...ownerAccount });
    const made = (await own.program().post("/api/v1/maps", { title: "x" })).body.id;
    const link = await own.program().post(`/api/v1/maps/${made}/links`, { role: "viewer" });
    const token = link.body.url.split("#")[1];
    const joined = await own.visitor().post("/api/v1/links/open", { token, name: "Grace" });
    return [...claimed.headers.getSetCookie(), ...joined.headers.getSetCookie()];
  };
  const plain = await startStudio();
  const https = await startStudio({ KEPT_PUBLIC_URL: "https://maps.example.org" });
  for (const cookie of await cookiesOf(plain)) {
    expect(cookie).toMatch(/^kept(-guest)?=[^;]+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/i);
  }
  for (const cookie of await cookiesOf(https)) {
    expect(cookie).toMatch(/^__Host-kept(-guest)?=[^;]+; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/i);
  }
  await plain.close();
  await https.close();
});

test("S5 a guest joins with a name, has the link's role and sees no other map", async () => {
  const { token, reply } = await newLink("viewer");
  expect(reply.body).toMatchObject({ role: "viewer", url: `${studio.url}/join#${token}` });
  expect(Date.parse(reply.body.expiresAt) - Date.now()).toBeLessThanOrEqual(limits.shareLinkTtlMs);
  const visitor = studio.visitor();
  expect((await visitor.post("/api/v1/links/peek", { token })).body).toEqual({
    title: "Shared",
    role: "viewer",
    needsPassword: false,
  });
  for (const name of ["", "  ", "a\u202eb", "x".repeat(81)])
    expect((await visitor.post("/api/v1/links/open", { token, name })).body.code).toBe("INVALID");
  const joined = await visitor.post("/api/v1/links/open", { token, name: " Grace " });
  expect(joined.body).toEqual({ map, role: "viewer" });

  const me = (await visitor.get("/api/v1/me")).body;
  expect(me).toMatchObject({ user: { name: "Grace", kind: "guest" }, maps: [{ id: map, role: "viewer" }] });
  expect(
    (await visitor.get("/api/v1/maps")).body.map(({ id, role }: { id: string; role: string }) => [id, role]),
  ).toEqual([[map, "viewer"]]);
  expect((await visitor.get(`/api/v1/maps/${map}/access`)).body).toMatchObject({ role: "viewer", title: "Shared" });
  expect((await visitor.get("/api/v1/maps?bin=true")).body).toEqual([]);
});

test("S6 a revoked link lets nobody in, and sends out at once who came by it", async () => {
  const { id, token } = await newLink("editor");
  const guest = studio.visitor();
  await guest.post("/api/v1/links/open", { token, name: "Grace" });
  const visit = await joinRoom(studio, guest, map);
  const owner = await joinRoom(studio, studio.program(), map);
  expect((await studio.program().get(`/api/v1/maps/${map}/links`)).body[0]).toMatchObject({ id, guests: 1 });

  expect((await studio.program().delete(`/api/v1/maps/${map}/links/${id}`)).status).toBe(204);
  expect(await visit.closed).toBe(closeCodes.signedOut);
  expect(owner.isOpen()).toBe(true);
  owner.close();
  expect((await guest.get(`/api/v1/maps/${map}`)).status).toBe(404);
  expect((await studio.visitor().post("/api/v1/links/peek", { token })).body.code).toBe("NOT_FOUND");
  expect((await studio.visitor().post("/api/v1/links/open", { token, name: "Eve" })).body.code).toBe("NOT_FOUND");
  expect((await studio.program().delete(`/api/v1/maps/${map}/links/${id}`)).status).toBe(404);
});

test("S6 a link that ran out lets nobody in, and sends out who came by it", async () => {
  const { id, token } = await newLink("viewer", { expiresInDays: 1 });
  const guest = studio.visitor();
  await guest.post("/api/v1/links/open", { token, name: "Grace" });
  const visit = await joinRoom(studio, guest, map);
  await sql(studio, "UPDATE shareLink SET expiresAt = ? WHERE id = ?", new Date(Date.now() + 1).toISOString(), id);
  expect(await visit.closed).toBe(closeCodes.signedOut);
  expect((await guest.get(`/api/v1/maps/${map}`)).status).toBe(404);
  expect((await studio.visitor().post("/api/v1/links/peek", { token })).status).toBe(404);
});

test("S6 a guest with a second link comes back with what that one allows", async () => {
  const editor = await newLink("editor");
  const viewer = await newLink("viewer");
  const guest = studio.visitor();
  await guest.post("/api/v1/links/open", { token: editor.token, name: "Grace" });
  await guest.post("/api/v1/links/open", { token: viewer.token, name: "Grace" });
  expect((await guest.get(`/api/v1/maps/${map}/access`)).body.role).toBe("editor");
  const visit = await joinRoom(studio, guest, map);
  await studio.program().delete(`/api/v1/maps/${map}/links/${editor.id}`);
  expect(await visit.closed).toBe(closeCodes.comeBack);
  expect((await guest.get(`/api/v1/maps/${map}/access`)).body.role).toBe("viewer");
});

test("S7 a guest who joins again in the same browser stays the same person", async () => {
  const { token } = await newLink("editor");
  const guest = studio.visitor();
  const join = async (name: string) => {
    await guest.post("/api/v1/links/open", { token, name });
    return (await guest.get("/api/v1/me")).body.user;
  };
  const first = await join("Grace");
  const oldCookie = [...guest.cookies].map((pair) => pair.join("=")).join("; ");
  await sql(studio, "UPDATE guest SET seenAt = ? WHERE id = ?", ago(2 * limits.sessionIdleMs), first.id);
  expect((await guest.get("/api/v1/me")).status).toBe(401);
  expect(await join("Grace H.")).toEqual({ ...first, name: "Grace H." });
  expect((await studio.visitor().get("/api/v1/me", { cookie: oldCookie })).status).toBe(401);

  const { id } = await join("Grace");
  expect((await guest.delete("/api/v1/me")).status).toBe(204);
  expect((await guest.get("/api/v1/me")).status).toBe(401);
  expect((await join("Grace")).id).not.toBe(id);
});

test("S8 a ticket opens its map's socket once, with the rights of that moment", async () => {
  const other = (await studio.program().post("/api/v1/maps", { title: "Other" })).body.id;
  const { id, token } = await newLink("viewer");
  const guest = studio.visitor();
  await guest.post("/api/v1/links/open", { token, name: "Grace" });
  const ticketFor = async (caller = guest) => (await caller.post("/api/v1/tickets", { map })).body;
  const visitWith = (ticket: string, place = map) => joinRoom(studio, studio.visitor(), place, ticket);

  const { ticket, url } = await ticketFor();
  expect(url).toBe(`/sync/${map}?ticket=${ticket}`);
  expect(await (await visitWith(ticket, other)).closed).toBe(closeCodes.signedOut);
  const visit = await visitWith(ticket);
  expect(visit.isOpen()).toBe(true);
  visit.close();
  expect(await (await visitWith(ticket)).closed).toBe(closeCodes.signedOut);

  const late = await ticketFor();
  await sql(studio, "UPDATE ticket SET expiresAt = ?", ago(1));
  expect(await (await visitWith(late.ticket)).closed).toBe(closeCodes.signedOut);

  // The clock was set back by an hour since it was made.
  const early = await ticketFor();
  await sql(studio, "UPDATE ticket SET expiresAt = ?", ago(-3_600_000));
  expect(await (await visitWith(early.ticket)).closed).toBe(closeCodes.signedOut);

  const revoked = await ticketFor();
  await studio.program().delete(`/api/v1/maps/${map}/links/${id}`);
  expect(await (await visitWith(revoked.ticket)).closed).toBe(closeCodes.noSuchMap);
  expect((await guest.post("/api/v1/tickets", { map })).body.code).toBe("NOT_FOUND");
});

test("S9 no secret of a link, a guest or a ticket lies in the data folder", async () => {
  const { token } = await newLink("viewer");
  const guest = studio.visitor();
  await guest.post("/api/v1/links/open", { token, name: "Grace" });
  const { ticket } = (await guest.post("/api/v1/tickets", { map })).body;
  const secrets = [token, ticket, ...guest.cookies.values(), ownerToken, ownerAccount.password];
  expect(secrets.every((secret) => secret.length >= 20)).toBe(true);
  for (const file of readdirSync(studio.dataDir)) {
    const bytes = readFileSync(join(studio.dataDir, file));
    expect(secrets.filter((secret) => bytes.includes(secret))).toEqual([]);
  }
});

test("S10 the owner's token has the owner's rights; a wrong one is nobody, whatever cookie comes with it", async () => {
  const me = await studio.program().get("/api/v1/me");
  expect(me.body.user).toMatchObject({ kind: "program" });
  const owner = await studio.owner();
  for (const authorization of ["Bearer nonsense", `Bearer ${ownerToken}x`])
    expect((await owner.get("/api/v1/me", { authorization })).status).toBe(401);
  const without = await startStudio({ KEPT_OWNER_TOKEN: "" });
  expect((await without.program().get("/api/v1/me")).status).toBe(401);
  await without.close();
});

test("S11 signing out closes that session's sockets, and not those of the owner's other devices", async () => {
  const laptop = await studio.owner();
  const phone = await studio.owner();
  const visits = [await joinRoom(studio, laptop, map), await joinRoom(studio, phone, map)];
  const cookies = new Map(laptop.cookies);
  await laptop.post("/api/auth/sign-out");
  expect(await visits[0]!.closed).toBe(closeCodes.signedOut);
  expect(visits[1]!.isOpen()).toBe(true);
  visits[1]!.close();
  cookies.forEach((value, name) => laptop.cookies.set(name, value));
  expect(await (await joinRoom(studio, laptop, map)).closed).toBe(closeCodes.signedOut);
  const back = await joinRoom(studio, phone, map);
  expect(back.isOpen()).toBe(true);
  back.close();
});

test("S11 a guest who leaves is sent out of the room", async () => {
  const guest = await studio.guest(map, "viewer");
  const visit = await joinRoom(studio, guest, map);
  const { ticket } = (await guest.post("/api/v1/tickets", { map })).body;
  await guest.delete("/api/v1/me");
  expect(await visit.closed).toBe(closeCodes.signedOut);
  expect(await (await joinRoom(studio, studio.visitor(), map, ticket)).closed).toBe(closeCodes.signedOut);
});

test("S13 a search for tokens or tickets is stopped at every door, and who is signed in goes on", async () => {
  const own = await startStudio();
  const place = (await own.program().post("/api/v1/maps", { title: "Place" })).body.id;
  const guest = await own.guest(place, "viewer");
  const visitWith = (ticket: string) => joinRoom(own, own.visitor(), place, ticket);
  const { ticket } = (await guest.post("/api/v1/tickets", { map: place })).body;
  const asked = await Promise.all(
    Array.from({ length: limits.wrongPassesBurst - 1 }, async (_, index) => {
      const { status } = await own.visitor().get("/api/v1/me", { authorization: `Bearer guess ${index}` });
      return status;
    }),
  );
  expect(new Set(asked)).toEqual(new Set([401]));
  // Wrong tickets until none is left; some may have come back meanwhile.
  const next = async (): Promise<number> => {
    const code = await (await visitWith("guess")).closed;
    return code === closeCodes.signedOut ? next() : code;
  };
  expect(await next()).toBe(errorTable.RATE.close);
  const refused = await own.program().get("/api/v1/me");
  expect(refused.status).toBe(429);
  expect(refused.body.code).toBe("RATE");
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await (await visitWith(ticket)).closed).toBe(errorTable.RATE.close);
  expect((await guest.get("/api/v1/me")).status).toBe(200);
  const visit = await joinRoom(own, guest, place);
  expect(visit.isOpen()).toBe(true);
  visit.close();
  await own.close();
});

test("A4 another site's page cannot change anything with the owner's cookie", async () => {
  const owner = await studio.owner();
  const make = (headers: Record<string, string>) => owner.post("/api/v1/maps", { title: "x" }, headers);
  const { host } = new URL(studio.url);
  const foreign: Record<string, string>[] = [
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: `http://${host}.evil.example` },
    { origin: `http://evil.example:${host.split(":")[1]}` },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { origin: "https://evil.example", "sec-fetch-site": "same-origin" },
  ];
  for (const headers of foreign) expect((await make(headers)).body.code).toBe("FORBIDDEN");
  expect((await owner.post("/api/auth/sign-in/email", ownerAccount, { origin: "https://evil.example" })).status).toBe(
    403,
  );
  const own: Record<string, string>[] = [{ origin: studio.url }, { "sec-fetch-site": "same-origin" }, {}];
  for (const headers of own) expect((await make(headers)).status).toBe(201);
  expect((await studio.program().post("/api/v1/maps", { title: "x" }, { origin: "https://evil.example" })).status).toBe(
    201,
  );
});

test("A4 behind its public address the studio knows its own pages by that address", async () => {
  const own = await startStudio({ KEPT_PUBLIC_URL: "https://maps.example.org" });
  const claim = (headers: Record<string, string>) =>
    own.visitor().post("/api/v1/owner/claim", { token: "guess", ...ownerAccount }, headers);
  expect((await claim({ origin: "https://maps.example.org" })).body.detail).toMatch(/not good any more/);
  expect((await claim({ origin: "http://maps.example.org" })).body.detail).toMatch(/another site/);
  await own.close();
});

test("A4 another site's page cannot open a socket with the owner's cookie", async () => {
  const owner = await studio.owner();
  const cookie = [...owner.cookies].map((pair) => pair.join("=")).join("; ");
  const open = (origin: string) =>
    new Promise<boolean>((resolve) => {
      const socket = new WebSocket(`${studio.url.replace("http", "ws")}/sync/${map}?v=1&schema=1`, {
        headers: { cookie, origin },
      });
      socket.on("open", () => socket.send(encodeMessage({ type: "syncStep1", stateVector: new Uint8Array([0]) })));
      socket.on("message", () => (socket.close(), resolve(true)));
      socket.on("error", () => undefined).on("close", () => resolve(false));
    });
  expect(await open(studio.url)).toBe(true);
  expect(await open("https://evil.example")).toBe(false);
  expect(await open("null")).toBe(false);
});

test("S12 links and their guests are counted", async () => {
  const crowded = (await studio.program().post("/api/v1/maps", { title: "Crowded" })).body.id;
  const make = () => studio.program().post(`/api/v1/maps/${crowded}/links`, { role: "viewer" });
  const links = [];
  for (let index = 0; index < limits.shareLinksPerMap; index++) links.push((await make()).body);
  expect((await make()).body.code).toBe("LIMIT");
  await studio.program().delete(`/api/v1/maps/${crowded}/links/${links[0].id}`);
  expect((await make()).status).toBe(201);

  const [, { id, url }] = links;
  const many = Array.from({ length: limits.guestsPerLink - 1 }, (_, index) => `many-${index}`);
  const times = { createdAt: ago(0), seenAt: ago(0) };
  await studio.store.by(async (db) => {
    await db
      .insertInto("guest")
      .values(many.map((name) => ({ id: name, name, tokenHash: name, ...times })))
      .execute();
    await db
      .insertInto("guestLink")
      .values(many.map((guestId) => ({ guestId, linkId: id })))
      .execute();
  });
  const join = (caller = studio.visitor()) =>
    caller.post("/api/v1/links/open", { token: url.split("#")[1], name: "Grace" });
  const last = studio.visitor();
  expect((await join(last)).status).toBe(200);
  expect((await join()).body).toMatchObject({ code: "LIMIT", status: 422 });
  expect((await join(last)).status).toBe(200);
});

test("A5 a body is not read before it is clear that its sender may send it", async () => {
  const body = JSON.stringify({ title: "x".repeat(limits.frameBytes) });
  const headers = { "content-type": "application/json" };
  expect((await studio.visitor().send("POST", "/api/v1/import", body, headers)).status).toBe(401);
  expect((await studio.visitor().send("POST", "/api/v1/tickets", body, headers)).status).toBe(401);
  const padded = (bytes: number) =>
    JSON.stringify({ token: "x", pad: "" }).replace('""', `"${"x".repeat(bytes - 22)}"`);
  const peek = (bytes: number) => studio.visitor().send("POST", "/api/v1/links/peek", padded(bytes), headers);
  expect(padded(limits.preAuthFrameBytes)).toHaveLength(limits.preAuthFrameBytes);
  expect((await peek(limits.preAuthFrameBytes)).body.code).toBe("INVALID");
  expect((await peek(limits.preAuthFrameBytes + 1)).body.code).toBe("TOO_LARGE");
});
