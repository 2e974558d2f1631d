import { afterAll, beforeAll, expect, test } from "vitest";
import { openLog } from "../../server/log.ts";
import { openMailer } from "../../server/mail/mailer.ts";
import { invitationMail } from "../../server/mail/mails.ts";
import { AppError } from "../../shared/errors.ts";
import { attemptsWindowMs, openAttempts } from "../../server/http/attempts.ts";
import { deviceOf } from "../../server/auth/device.ts";
import { openTries } from "../../server/auth/tries.ts";
import { totpCode, totpStep } from "../../server/auth/totp.ts";
import { limits } from "../../shared/limits.ts";
import { closeCodes } from "../../shared/wire/close.ts";
import { freePort } from "../services/freePort.ts";
import { type Mailbox, openMailbox, secretIn } from "../services/mailbox.ts";
import { type Cast, castSecret, openCast, type Somebody } from "./cast.ts";
import { joinRoom } from "./roomVisit.ts";
import { ownerAccount, type TestStudio, startStudio } from "./studio.ts";

let studio: TestStudio;
let cast: Cast;
let mailbox: Mailbox;

beforeAll(async () => {
  mailbox = await openMailbox();
  const port = String(await freePort());
  studio = await startStudio({
    PORT: port,
    KEPT_PUBLIC_URL: `http://127.0.0.1:${port}`,
    KEPT_SECRET: castSecret,
    KEPT_SMTP_URL: mailbox.url,
    KEPT_TRUST_PROXY: "true",
  });
  cast = await openCast(studio);
});
afterAll(async () => {
  await cast.close();
  await studio.close();
  await mailbox.close();
});

let addresses = 0;

/** Somebody from an address of his own. */
function newVisitor() {
  const visitor = studio.visitor();
  addresses += 1;
  visitor.headers["x-forwarded-for"] = `198.51.${Math.floor(addresses / 250)}.${addresses % 250}`;
  return visitor;
}

const password = "a long enough password";

/** Signs in by password. */
async function signIn({ email }: Somebody, secret = password) {
  const caller = newVisitor();
  return { caller, reply: await caller.post("/api/auth/sign-in/email", { email, password: secret }) };
}

/** Somebody with a password and an authenticator app. */
async function withSecondFactor() {
  const person = await cast.person();
  await person.caller.post("/api/v1/me/password", { password });
  const { body } = await person.caller.post("/api/v1/me/second-factor", { password });
  const key = keyOf(body.uri);
  let step = totpStep(Date.now()) - 1;
  /** Codes of three half minutes are taken, each once. */
  const code = () => totpCode(key, step++);
  expect((await person.caller.post("/api/v1/me/second-factor/confirm", { code: code() })).status).toBe(204);
  return { person, code, codes: body.backupCodes as string[], key };
}

function keyOf(uri: string): Buffer {
  const text = new URL(uri).searchParams.get("secret") ?? "";
  const bits = Array.from(text, (char) =>
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(char).toString(2).padStart(5, "0"),
  );
  return Buffer.from((bits.join("").match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

test("S14 a code is computed as the standard says", () => {
  const key = Buffer.from("12345678901234567890");
  const codes = [59, 1_111_111_109, 20_000_000_000].map((seconds) => totpCode(key, totpStep(seconds * 1000)));
  expect(codes).toEqual(["287082", "081804", "353130"]);
});

test("S14 with a second factor the password leads to a question, and a code works once", async () => {
  const { person, code, codes } = await withSecondFactor();
  expect((await person.caller.get("/api/v1/me")).body.account).toMatchObject({ hasSecondFactor: true });
  const { caller, reply } = await signIn(person);
  expect(reply.body).toEqual({ secondFactor: true });
  expect((await caller.get("/api/v1/me")).status).toBe(401);
  const confirm = (text: string, by = caller) => by.post("/api/v1/sign-in/second-factor", { code: text });
  expect((await confirm("000000")).body.code).toBe("SIGNED_OUT");
  const used = code();
  expect((await confirm(used)).body.user.id).toBe(person.id);
  expect((await caller.get("/api/v1/me")).status).toBe(200);

  const again = await signIn(person);
  expect((await confirm(used, again.caller)).status).toBe(401);
  expect((await confirm(codes[0]!.toUpperCase(), again.caller)).status).toBe(200);
  const third = await signIn(person);
  expect((await confirm(codes[0]!, third.caller)).status).toBe(401);
  const proof = { password, code: codes[2] };
  const renewed = (await person.caller.post("/api/v1/me/second-factor/codes", proof)).body.backupCodes;
  expect((await confirm(codes[1]!, third.caller)).status).toBe(401);
  expect((await confirm(renewed[1], third.caller)).status).toBe(200);
});

test("S14 the question ends after its time, and with too many tries", async () => {
  const { person, codes } = await withSecondFactor();
  const late = await signIn(person);
  const row = await studio.store.sql("SELECT expiresAt FROM verification WHERE identifier LIKE 'second-step:%'");
  expect(Date.parse(String(row[0]?.expiresAt)) - Date.now()).toBeLessThanOrEqual(limits.signInStepTtlMs);
  await studio.store.sql("UPDATE verification SET expiresAt = ?", new Date().toISOString());
  expect((await late.caller.post("/api/v1/sign-in/second-factor", { code: codes[0] })).status).toBe(401);
  const confirm = (by: Awaited<ReturnType<typeof signIn>>, code = "000000") =>
    by.caller.post("/api/v1/sign-in/second-factor", { code });
  const patient = await signIn(person);
  for (let tries = 1; tries < limits.codesPerStep; tries += 1) expect((await confirm(patient)).status).toBe(401);
  // Counted where every node and the next start finds it.
  await studio.restart();
  expect((await confirm(patient, codes[0])).status).toBe(200);
  const guesser = await signIn(person);
  const replies = await Promise.all(Array.from({ length: limits.codesPerStep }, () => confirm(guesser)));
  expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 401));
  await studio.restart();
  expect((await confirm(guesser, codes[1])).status).toBe(401);
  expect((await confirm(await signIn(person), codes[1])).status).toBe(200);
});

test("S15 neither the key of the app nor a backup code lies in the database", async () => {
  const { person, codes, key } = await withSecondFactor();
  const rows = await studio.store.sql("SELECT * FROM secondFactor WHERE userId = ?", person.id);
  const stored = JSON.stringify(rows);
  for (const secret of [...codes, ...codes.map((code) => code.replaceAll("-", "")), key.toString("hex")])
    expect(stored).not.toContain(secret);
  expect((await person.caller.post("/api/v1/me/second-factor", { password })).status).toBe(409);
  const stop = (proof: object) => person.caller.post("/api/v1/me/second-factor/stop", proof);
  expect((await stop({ password: "not it at all", code: codes[0] })).status).toBe(403);
  expect((await stop({ password })).status).toBe(403);
  expect((await stop({ password, code: codes[0] })).status).toBe(204);
  expect((await signIn(person)).reply.body.user.id).toBe(person.id);
});

test("PE11 an administrator takes a lost second factor from somebody, whose sessions end, and never his own", async () => {
  const admin = await cast.person({ isAdmin: true });
  const { person } = await withSecondFactor();
  const change = (id: string, hasSecondFactor: boolean) =>
    admin.caller.send("PUT", `/api/v1/people/${id}`, JSON.stringify({ hasSecondFactor }), {
      "content-type": "application/json",
    });
  const seen = async () => {
    const { body } = await admin.caller.get("/api/v1/people");
    return body.find(({ id }: { id: string }) => id === person.id).hasSecondFactor;
  };
  expect(await seen()).toBe(true);
  expect((await change(person.id, true)).status).toBe(422);
  expect((await change(admin.id, false)).body.code).toBe("CONFLICT");
  expect((await change("none", false)).status).toBe(404);
  expect((await person.caller.get("/api/v1/me")).status).toBe(200);

  expect((await change(person.id, false)).status).toBe(204);
  expect(await seen()).toBe(false);
  expect((await person.caller.get("/api/v1/me")).status).toBe(401);
  expect((await signIn(person)).reply.body.user.id).toBe(person.id);
  const { body: log } = await admin.caller.get(`/api/v1/audit?actor=${admin.id}`);
  expect(log.entries[0]).toMatchObject({
    action: "changePerson",
    result: "done",
    object: { kind: "account", id: person.id },
    details: { hasSecondFactor: "false" },
  });
});

test("S16 a mailed link signs in once; a stranger's address gets the same answer and no mail", async () => {
  const person = await cast.person();
  const visitor = newVisitor();
  const before = mailbox.count;
  const ask = (email: string) => visitor.post("/api/v1/sign-in/link", { email });
  expect([(await ask("eve@example.org")).status, (await ask(person.email)).status]).toEqual([204, 204]);
  const mail = await mailbox.next(person.email);
  expect(mailbox.count).toBe(before + 1);
  expect(mail).toContain("text/plain");
  expect(mail).toContain("text/html");
  const token = secretIn(mail);
  const use = () => visitor.post("/api/v1/sign-in/link/use", { token });
  const replies = await Promise.all([use(), use()]);
  expect(replies.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 404]);
  expect((await visitor.get("/api/v1/me")).body.user.id).toBe(person.id);

  await ask(person.email);
  const late = secretIn(await mailbox.next(person.email));
  const [row] = await studio.store.sql("SELECT expiresAt FROM verification WHERE identifier LIKE 'sign-in:%'");
  expect(Date.parse(String(row?.expiresAt)) - Date.now()).toBeLessThanOrEqual(limits.signInLinkTtlMs);
  await studio.store.sql("UPDATE verification SET expiresAt = ?", new Date().toISOString());
  expect((await visitor.post("/api/v1/sign-in/link/use", { token: late })).status).toBe(404);
});

test("S16 who has a second factor is asked for a code after the link, too", async () => {
  const { person, code } = await withSecondFactor();
  const visitor = newVisitor();
  await visitor.post("/api/v1/sign-in/link", { email: person.email });
  const token = secretIn(await mailbox.next(person.email));
  expect((await visitor.post("/api/v1/sign-in/link/use", { token })).body).toEqual({ secondFactor: true });
  expect((await visitor.post("/api/v1/sign-in/second-factor", { code: code() })).status).toBe(200);
});

test("PE6 who has an address of a domain that is taken has an invitation mailed; all others are refused alike", async () => {
  const workspace = await cast.workspace("Support");
  const settings = async (signUp: string, domains: string[]) => {
    const body = JSON.stringify({ signUp, domains, domainWorkspace: workspace, domainRole: "commenter" });
    const reply = await studio.program().send("PUT", "/api/v1/studio", body, { "content-type": "application/json" });
    expect(reply.status).toBe(200);
  };
  const ask = (email: string) => newVisitor().post("/api/v1/sign-up", { email });
  const before = mailbox.count;
  await settings("domain", ["airline.example"]);
  const wrong = await ask("ben@other.example");
  await settings("closed", ["airline.example"]);
  const closed = await ask("ben@airline.example");
  expect([wrong.status, wrong.body.code]).toEqual([403, "FORBIDDEN"]);
  expect([closed.status, closed.body]).toEqual([wrong.status, wrong.body]);

  await settings("domain", ["airline.example"]);
  expect((await ask("grace@airline.example")).status).toBe(204);
  const token = secretIn(await mailbox.next("grace@airline.example"));
  expect(mailbox.count).toBe(before + 1);
  expect(await studio.store.sql("SELECT id FROM invitation WHERE email LIKE 'ben@%'")).toEqual([]);
  const visitor = newVisitor();
  const accepted = await visitor.post("/api/v1/invitations/accept", { token, name: "Grace", password });
  expect(accepted.body).toEqual({ map: null, workspace });
  const me = (await visitor.get("/api/v1/me")).body;
  expect(me.workspaces).toMatchObject([{ id: workspace, role: "commenter" }]);
  await settings("invitation", []);
});

test("S17 a new password by a mailed link ends every session and the link", async () => {
  const person = await cast.person();
  const visitor = newVisitor();
  await visitor.post("/api/v1/password/forgot", { email: person.email });
  const token = secretIn(await mailbox.next(person.email));
  const [row] = await studio.store.sql("SELECT expiresAt FROM verification WHERE identifier LIKE 'reset:%'");
  expect(Date.parse(String(row?.expiresAt)) - Date.now()).toBeLessThanOrEqual(limits.resetLinkTtlMs);
  const reset = () => visitor.post("/api/v1/password/reset", { token, password });
  expect((await visitor.post("/api/v1/password/reset", { token, password: "short" })).status).toBe(422);
  expect((await reset()).status).toBe(204);
  expect((await reset()).status).toBe(404);
  expect((await person.caller.get("/api/v1/me")).status).toBe(401);
  expect((await signIn(person)).reply.status).toBe(200);
});

test("S17 an administrator passes a link for a new password on by hand", async () => {
  const [person, admin] = [await cast.person(), await cast.person({ isAdmin: true })];
  const { body, status } = await admin.caller.post(`/api/v1/people/${person.id}/reset-link`);
  expect([status, body.url]).toEqual([201, expect.stringContaining(`${studio.url}/password#`)]);
  const token = body.url.split("#")[1];
  expect((await newVisitor().post("/api/v1/password/reset", { token, password })).status).toBe(204);
  expect((await signIn(person)).reply.status).toBe(200);
});

test("S18 one sees one's sessions in words, ends one or all others, and a new password ends all others", async () => {
  const person = await cast.person();
  const { caller } = person;
  await caller.post("/api/v1/me/password", { password });
  const firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";
  const device = async () => {
    const visitor = newVisitor();
    await visitor.post("/api/auth/sign-in/email", { email: person.email, password }, { "user-agent": firefox });
    return visitor;
  };
  const isIn = async (visitor: typeof caller) => (await visitor.get("/api/v1/me")).status === 200;
  const phone = await device();
  const list = (await caller.get("/api/v1/me/sessions")).body;
  expect(list).toHaveLength(2);
  const other = list.find(({ isThis }: { isThis: boolean }) => !isThis);
  expect(other).toMatchObject({ device: "Firefox on Windows", address: expect.stringMatching(/^198\.51\./) });
  expect((await caller.delete(`/api/v1/me/sessions/${other.id}`)).status).toBe(204);
  expect(await isIn(phone)).toBe(false);
  const stranger = await cast.person();
  const own = (await caller.get("/api/v1/me/sessions")).body[0].id;
  expect((await stranger.caller.delete(`/api/v1/me/sessions/${own}`)).status).toBe(404);

  const [laptop, tablet] = [await device(), await device()];
  await laptop.delete("/api/v1/me/sessions");
  expect([await isIn(laptop), await isIn(tablet), await isIn(caller)]).toEqual([true, false, false]);
  const tv = await device();
  const change = (current: string) =>
    laptop.post("/api/v1/me/password", { current, password: "another long password" });
  expect((await change("not the password")).status).toBe(403);
  expect((await change(password)).status).toBe(204);
  expect([await isIn(laptop), await isIn(tv)]).toEqual([true, false]);
});

test("S18 a browser and its system are told apart by what they say of themselves", () => {
  const safari =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1";
  const edge = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0";
  const words = [safari, edge, "curl/8.5", "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0"].map(deviceOf);
  expect(words).toEqual(["Safari on iPhone", "Edge on Windows", "Unknown device", "Chrome on Linux"]);
});

test("S3 an open socket counts as use of its session", async () => {
  const person = await cast.person();
  const made = await studio.program().post("/api/v1/maps", { title: "Open" });
  await cast.share(made.body.id, person, "viewer");
  const soon = new Date(Date.now() + 60_000).toISOString();
  const hourAgo = new Date(Date.now() - 3_600_000).toISOString();
  await studio.store.sql("UPDATE session SET expiresAt = ?, updatedAt = ? WHERE userId = ?", soon, hourAgo, person.id);
  const visit = await joinRoom(studio, person.caller, made.body.id);
  const [row] = await studio.store.sql("SELECT expiresAt FROM session WHERE userId = ?", person.id);
  expect(Date.parse(String(row?.expiresAt)) - Date.now()).toBeGreaterThan(limits.sessionIdleMs - 60_000);
  visit.close();
});

test("S19 a name cannot write into a mail's head or its page", async () => {
  const mail = invitationMail("https://maps.example.org/invitation#x", "“<b>Map</b>”", "Eve\r\nBcc: ben@example.org");
  expect(mail.subject).not.toMatch(/[\r\n]/);
  expect(mail.html).not.toContain("<b>");
});

test("S19 a mail that the server does not take is logged without its address", async () => {
  const own = await openMailbox();
  own.refuse();
  const lines: string[] = [];
  const log = openLog("silent");
  log.error = (...line: unknown[]) => lines.push(JSON.stringify(line));
  const mailer = openMailer({ url: own.url.split("?")[0]!, from: "kept@example.org", log });
  mailer.send("grace@example.org", invitationMail("https://maps.example.org", "Kept"));
  await mailer.close();
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toContain("grace");
  await own.close();
});

test("S21 who proves an address by a mail ends what somebody else had set up in that name", async () => {
  const person = await cast.person();
  await person.caller.post("/api/v1/me/password", { password });
  const { body } = await person.caller.post("/api/v1/me/tokens", { name: "x", scope: "manage", expiresInDays: 1 });
  await studio.store.sql('UPDATE "user" SET "emailVerified" = 0 WHERE id = ?', person.id);
  const visitor = newVisitor();
  await visitor.post("/api/v1/sign-in/link", { email: person.email });
  const token = secretIn(await mailbox.next(person.email));
  expect((await visitor.post("/api/v1/sign-in/link/use", { token })).body.account.hasPassword).toBe(false);
  expect((await person.caller.get("/api/v1/me")).status).toBe(401);
  expect((await signIn(person)).reply.status).toBe(401);
  const program = newVisitor();
  program.headers.authorization = `Bearer ${body.token}`;
  expect((await program.get("/api/v1/me")).status).toBe(401);
});

test("S22 a link with a password says only its role until it is right, and counts wrong ones", async () => {
  const program = studio.program();
  const map = (await program.post("/api/v1/maps", { title: "Secret plans" })).body.id;
  const link = await program.post(`/api/v1/maps/${map}/links`, { role: "commenter", password: "open sesame" });
  expect(link.body).toMatchObject({ hasPassword: true, role: "commenter" });
  const token = link.body.url.split("#")[1];
  const visitor = newVisitor();
  expect((await visitor.post("/api/v1/links/peek", { token })).body).toEqual({
    title: null,
    role: "commenter",
    needsPassword: true,
  });
  const open = (secret?: string) => visitor.post("/api/v1/links/open", { token, name: "Grace", password: secret });
  expect([(await open()).status, (await open("guess")).status]).toEqual([403, 403]);
  expect((await open("open sesame")).body).toEqual({ map, role: "commenter" });
  expect((await visitor.get(`/api/v1/maps/${map}/access`)).body.role).toBe("commenter");
  const stored = JSON.stringify(await studio.store.sql("SELECT * FROM shareLink WHERE mapId = ?", map));
  expect(stored).not.toContain("sesame");
  for (let tries = 0; tries < 18; tries += 1) await open("guess");
  expect((await open("open sesame")).body.code).toBe("RATE");
});

test("S23 an account that opens a link keeps its name, and loses what the link gave with it", async () => {
  const program = studio.program();
  const map = (await program.post("/api/v1/maps", { title: "Linked" })).body.id;
  const link = (await program.post(`/api/v1/maps/${map}/links`, { role: "editor" })).body;
  const person = await cast.person({ name: "Ben" });
  await person.caller.post("/api/v1/links/open", { token: link.url.split("#")[1], name: "Somebody" });
  expect((await person.caller.get("/api/v1/me")).body).toMatchObject({
    user: { name: "Ben", kind: "account" },
    maps: [{ id: map, role: "editor" }],
  });
  expect((await program.get(`/api/v1/maps/${map}/links`)).body[0].guests).toBe(1);
  const visit = await joinRoom(studio, person.caller, map);
  await program.delete(`/api/v1/maps/${map}/links/${link.id}`);
  expect(await visit.closed).toBe(closeCodes.noSuchMap);
  expect((await person.caller.get(`/api/v1/maps/${map}`)).status).toBe(404);
});

test("S24 tries are counted by account and network: a stranger's wrong ones lock nobody out", async () => {
  const person = await cast.person();
  await person.caller.post("/api/v1/me/password", { password });
  const stranger = newVisitor();
  const tryAs = (visitor: typeof stranger, secret: string) =>
    visitor.post("/api/auth/sign-in/email", { email: person.email, password: secret });
  const replies = [];
  for (let tries = 0; tries < 21; tries += 1) replies.push(await tryAs(stranger, "not it"));
  expect(replies.at(-1)?.body.code).toBe("RATE");
  expect((await tryAs(stranger, password)).body.code).toBe("RATE");
  expect((await signIn(person)).reply.status).toBe(200);
});

test("S24 tries for one account from many networks come to an end, and one network's refused ones are not among them", async () => {
  await studio.store.by(async (db) => {
    const attempts = openAttempts(openTries(db, attemptsWindowMs));
    const isRefused = (address: string) =>
      attempts.count("of many", address).then(
        () => false,
        (error: unknown) => error instanceof AppError && error.code === "RATE",
      );
    for (let tries = 0; tries < 30; tries += 1) await isRefused("2001:db8::1");
    expect(await isRefused("2001:db8::ffff")).toBe(true);
    const others = await Promise.all(Array.from({ length: 200 }, (_, n) => isRefused(`198.51.100.${n}`)));
    expect(others.filter((refused) => !refused)).toHaveLength(180);
  });
});

test("S31 tries are counted for all nodes and over a restart, to their end and no longer", async () => {
  await studio.store.by(async (db) => {
    const [here, there] = [openTries(db, 60_000), openTries(db, 60_000)];
    const taken = await Promise.all(Array.from({ length: 30 }, (_, n) => (n % 2 ? here : there).take("of two", 20)));
    expect(taken.filter(Boolean)).toHaveLength(20);
    expect(await there.has("of two", 20)).toBe(false);
    const past = openTries(db, -1);
    for (let tries = 0; tries < 5; tries += 1) expect(await past.take("over", 1)).toBe(true);
    await past.purge();
    const left = await db.selectFrom("tried").selectAll().execute();
    expect(left.some(({ until }) => until <= new Date().toISOString())).toBe(false);
    expect(JSON.stringify(left)).not.toContain("of two");
  });

  const own = await startStudio();
  await own.owner();
  const tryOnce = async () =>
    (await own.visitor().post("/api/auth/sign-in/email", { ...ownerAccount, name: undefined })).status;
  expect(await tryOnce()).toBe(200);
  await own.store.sql("UPDATE tried SET count = count + 18");
  await own.restart();
  expect([await tryOnce(), await tryOnce()]).toEqual([200, 429]);
  await own.close();
});

/** Makes the sessions of a person older than what counts as just signed in. */
const grow = (person: Somebody) =>
  studio.store.sql(
    "UPDATE session SET createdAt = ? WHERE userId = ?",
    new Date(Date.now() - limits.recentSignInMs - 1_000).toISOString(),
    person.id,
  );

const wantedToken = { name: "x", scope: "manage", expiresInDays: 1 };

test("S25 without a password, an old session changes nothing about how one signs in", async () => {
  const person = await cast.person();
  const { caller } = person;
  await grow(person);
  const acts = [
    () => caller.post("/api/v1/me/password", { password }),
    () => caller.post("/api/v1/me/second-factor", {}),
    () => caller.post("/api/v1/me/tokens", wantedToken),
    () => caller.post("/api/v1/me/erase", { email: person.email }),
  ];
  for (const act of acts) {
    const { status, body } = await act();
    expect([status, body.detail]).toEqual([403, expect.stringContaining("Sign out and in again")]);
  }
  await studio.store.sql("UPDATE session SET createdAt = ? WHERE userId = ?", new Date().toISOString(), person.id);
  expect((await caller.post("/api/v1/me/password", { password })).status).toBe(204);
});

test("S25 without a password, a second factor is stopped and its codes are renewed by a code alone", async () => {
  const { person, codes } = await withSecondFactor();
  await studio.store.sql("DELETE FROM account WHERE userId = ?", person.id);
  const send = (what: string, body: object) => person.caller.post(`/api/v1/me/second-factor/${what}`, body);
  for (const what of ["stop", "codes"])
    for (const body of [{}, { code: "000000" }]) expect((await send(what, body)).status).toBe(403);
  const renewed = await send("codes", { code: codes[0] });
  expect(renewed.status).toBe(201);
  expect((await send("stop", { code: renewed.body.backupCodes[0] })).status).toBe(204);
});

test("S25 a token is made soon after signing in, later with the password", async () => {
  const person = await cast.person();
  const make = (more: object = {}) => person.caller.post("/api/v1/me/tokens", { ...wantedToken, ...more });
  await person.caller.post("/api/v1/me/password", { password });
  expect((await make()).status).toBe(201);
  await grow(person);
  const refused = await make();
  expect([refused.status, refused.body.problems]).toEqual([403, [{ path: "password", message: "is needed" }]]);
  expect((await make({ password: "not it at all" })).status).toBe(403);
  expect((await make({ password })).status).toBe(201);
});

/** One secret of each kind that could let somebody in. */
async function secretsOf(person: Somebody) {
  const visitor = newVisitor();
  await visitor.post("/api/v1/sign-in/link", { email: person.email });
  const link = secretIn(await mailbox.next(person.email));
  await visitor.post("/api/v1/password/forgot", { email: person.email });
  const reset = secretIn(await mailbox.next(person.email));
  const program = newVisitor();
  const made = await person.caller.post("/api/v1/me/tokens", { ...wantedToken, password });
  program.headers.authorization = `Bearer ${made.body.token}`;
  return {
    byLink: async () => (await newVisitor().post("/api/v1/sign-in/link/use", { token: link })).status,
    byReset: async () => (await newVisitor().post("/api/v1/password/reset", { token: reset, password })).status,
    byToken: async () => (await program.get("/api/v1/me")).status,
  };
}

test("S26 a new password ends links that were mailed and sign-ins under way; one by a link ends tokens, too", async () => {
  const { person, codes } = await withSecondFactor();
  const first = await secretsOf(person);
  const step = await signIn(person);
  await person.caller.post("/api/v1/me/password", { current: password, password });
  expect([await first.byLink(), await first.byReset(), await first.byToken()]).toEqual([404, 404, 200]);
  expect((await step.caller.post("/api/v1/sign-in/second-factor", { code: codes[0] })).status).toBe(401);

  const [second, third] = [await secretsOf(person), await secretsOf(person)];
  expect(await second.byReset()).toBe(204);
  expect([await third.byLink(), await third.byReset(), await third.byToken()]).toEqual([404, 404, 401]);
});

test("S26 who was disabled and enabled again finds no secret of before at work", async () => {
  const [person, admin] = [await cast.person(), await cast.person({ isAdmin: true })];
  await person.caller.post("/api/v1/me/password", { password });
  const before = await secretsOf(person);
  const change = (isDisabled: boolean) =>
    admin.caller.send("PUT", `/api/v1/people/${person.id}`, JSON.stringify({ isDisabled }), {
      "content-type": "application/json",
    });
  expect([(await change(true)).status, (await change(false)).status]).toEqual([204, 204]);
  expect([await before.byLink(), await before.byReset(), await before.byToken()]).toEqual([404, 404, 401]);
});

test("S26 who proves an address ends the links that were made before", async () => {
  const person = await cast.person();
  const admin = await cast.person({ isAdmin: true });
  const { body } = await admin.caller.post(`/api/v1/people/${person.id}/reset-link`);
  await studio.store.sql('UPDATE "user" SET "emailVerified" = 0 WHERE id = ?', person.id);
  const visitor = newVisitor();
  await visitor.post("/api/v1/sign-in/link", { email: person.email });
  await visitor.post("/api/v1/sign-in/link/use", { token: secretIn(await mailbox.next(person.email)) });
  const token = body.url.split("#")[1];
  expect((await newVisitor().post("/api/v1/password/reset", { token, password })).status).toBe(404);
});

test("S16 a link goes to the account's own address, and who has none costs the database the same", async () => {
  const person = await cast.person();
  await newVisitor().post("/api/v1/sign-in/link", { email: person.email.toUpperCase() });
  expect(secretIn(await mailbox.next(person.email))).not.toBe("");
  const rows = async () => (await studio.store.sql("SELECT id FROM verification")).length;
  for (const path of ["sign-in/link", "password/forgot"])
    for (const email of [person.email, "nobody@example.org"]) {
      const before = await rows();
      await newVisitor().post(`/api/v1/${path}`, { email });
      expect([path, email, (await rows()) - before]).toEqual([path, email, 1]);
      if (email === person.email) await mailbox.next(email);
    }
});

test("S29 one address gets five mails of a kind in an hour, of which only who invites is told", async () => {
  const person = await cast.person();
  const before = mailbox.count;
  for (let asked = 0; asked < 8; asked += 1)
    expect((await newVisitor().post("/api/v1/sign-in/link", { email: person.email })).status).toBe(204);
  for (let got = 0; got < 5; got += 1) await mailbox.next(person.email);
  await newVisitor().post("/api/v1/password/forgot", { email: person.email });
  await mailbox.next(person.email);
  expect(mailbox.count).toBe(before + 6);

  const workspace = (await person.caller.post("/api/v1/workspaces", { name: "Team" })).body.id;
  const invite = () =>
    person.caller.post(`/api/v1/workspaces/${workspace}/invitations`, { email: "Ben@example.org", role: "viewer" });
  for (let sent = 0; sent < 5; sent += 1) {
    expect((await invite()).body).toMatchObject({ outcome: "invited", isMailed: true });
    await mailbox.next("ben@example.org");
  }
  expect((await invite()).body.code).toBe("RATE");
});
