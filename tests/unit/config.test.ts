import { expect, test } from "vitest";
import { type Config, ConfigError, readConfig } from "../../server/config.ts";

const defaults = readConfig({});

test("H14 with an empty environment, or empty variables, everything has its default", () => {
  expect(defaults).toMatchObject({ host: "127.0.0.1", port: 4100, trustProxy: false, logLevel: "info" });
  expect(defaults.dataDir).toMatch(/[/\\]data$/);
  expect(readConfig({ HOST: "", PORT: " ", KEPT_SECRET: "", DATABASE_URL: "", LOG_LEVEL: "" })).toEqual(defaults);
});

const right: [variable: string, value: string, field: keyof Config, expected: unknown][] = [
  ["HOST", "0.0.0.0", "host", "0.0.0.0"],
  ["HOST", "::1", "host", "::1"],
  ["HOST", "studio.example.org", "host", "studio.example.org"],
  ["PORT", "0", "port", 0],
  ["PORT", "65535", "port", 65_535],
  ["KEPT_PUBLIC_URL", "https://Maps.Example.org/", "publicUrl", "https://maps.example.org"],
  ["KEPT_PUBLIC_URL", "http://10.0.0.7:4100", "publicUrl", "http://10.0.0.7:4100"],
  ["KEPT_SECRET", "s".repeat(32), "secret", "s".repeat(32)],
  ["KEPT_OWNER_TOKEN", "t".repeat(32), "ownerToken", "t".repeat(32)],
  ["KEPT_METRICS_TOKEN", "figures", "metricsToken", "figures"],
  ["DATABASE_URL", "postgres://kept:pass@db:5432/kept", "databaseUrl", "postgres://kept:pass@db:5432/kept"],
  ["DATABASE_URL", "postgresql:///kept?host=/run", "databaseUrl", "postgresql:///kept?host=/run"],
  ["KEPT_TRUST_PROXY", "true", "trustProxy", 1],
  ["KEPT_TRUST_PROXY", "false", "trustProxy", false],
  ["KEPT_TRUST_PROXY", "2", "trustProxy", 2],
  ["KEPT_TRUST_PROXY", "10.0.0.0/8, ::1", "trustProxy", ["10.0.0.0/8", "::1"]],
  ["LOG_LEVEL", "silent", "logLevel", "silent"],
];

test.each(right)("H14 %s may be %s", (variable, value, field, expected) => {
  expect(readConfig({ [variable]: value })[field]).toEqual(expected);
});

const wrong: [variable: string, value: string, allowed: RegExp][] = [
  ["HOST", "256.1.1.1", /an IP address or a host name/],
  ["HOST", "a b", /an IP address or a host name/],
  ["PORT", "65536", /from 0 .* to 65535/],
  ["PORT", "-1", /from 0 .* to 65535/],
  ["PORT", "41OO", /from 0 .* to 65535/],
  ["PORT", "4100.5", /from 0 .* to 65535/],
  ["KEPT_PUBLIC_URL", "maps.example.org", /an address without a path/],
  ["KEPT_PUBLIC_URL", "https://example.org/maps", /an address without a path/],
  ["KEPT_PUBLIC_URL", "ftp://example.org", /an address without a path/],
  ["KEPT_PUBLIC_URL", "https://user@example.org", /an address without a path/],
  ["KEPT_TRUST_PROXY", "yes", /true .* false/],
  ["KEPT_TRUST_PROXY", "11", /from 1 to 10/],
  ["KEPT_TRUST_PROXY", "10.0.0.0/33", /networks such as/],
  ["LOG_LEVEL", "verbose", /one of fatal, error, warn, info, debug, trace, silent/],
];

test.each(wrong)("H14 %s must not be %s", (variable, value, allowed) => {
  const sentence = sentenceOf({ [variable]: value });
  expect(sentence).toMatch(new RegExp(`^${variable} is `));
  expect(sentence).toContain(JSON.stringify(value));
  expect(sentence).toMatch(allowed);
});

test.each(["KEPT_SECRET", "KEPT_OWNER_TOKEN"])("H14 a short %s is refused without being shown", (variable) => {
  const value = "s3cret".padEnd(31, "!");
  const sentence = sentenceOf({ [variable]: value });
  expect(sentence).toBe(`${variable} is a value of 31 characters, but it must be at least 32 characters long.`);
});

test.each(["mysql://kept:hunter2@db/kept", "kept:hunter2@db", "postgres://kept:hunter2@db"])(
  "H14 a DATABASE_URL that leads to no PostgreSQL database is refused without its password (%#)",
  (value) => {
    const sentence = sentenceOf({ DATABASE_URL: value });
    expect(sentence).toMatch(/^DATABASE_URL is a value of \d+ characters, but it must be the address of a PostgreSQL/);
    expect(sentence).not.toContain("hunter2");
  },
);

test("N13 a REDIS_URL without a database that several nodes can share is refused, and so is one that leads to no Redis", () => {
  expect(sentenceOf({ REDIS_URL: "redis://r:6379" })).toMatch(/^REDIS_URL is set, but .* set DATABASE_URL as well/);
  const database = { DATABASE_URL: "postgres://kept:pass@db:5432/kept" };
  expect(readConfig({ ...database, REDIS_URL: "redis://r:6379" }).redisUrl).toBe("redis://r:6379");
  const sentence = sentenceOf({ ...database, REDIS_URL: "http://kept:hunter2@r" });
  expect(sentence).toMatch(/^REDIS_URL is a value of \d+ characters, but it must be the address of a Redis/);
  expect(sentence).not.toContain("hunter2");
});

test.each([
  "https://mail.example.org",
  "kept:hunter2@mail",
  "smtp://",
  "smtp://kept:hunter2@mail.example.org?from=nobody",
])("H14 a KEPT_SMTP_URL that leads to no mail server is refused without its password (%#)", (value) => {
  const sentence = sentenceOf({ KEPT_SMTP_URL: value });
  expect(sentence).toMatch(/^KEPT_SMTP_URL is a value of \d+ characters, but it must be an address such as smtps:/);
  expect(sentence).not.toContain("hunter2");
});

test("S19 mail is from who KEPT_SMTP_URL says, else from the studio's own address", () => {
  const from = (env: Record<string, string>) => readConfig(env).smtp?.from;
  const url = "smtp://mail.example.org:25";
  const publicUrl = { KEPT_PUBLIC_URL: "https://maps.example.com" };
  expect(readConfig({ KEPT_SMTP_URL: `${url}?from=maps@example.org`, ...publicUrl }).smtp).toEqual({
    url,
    from: "Kept <maps@example.org>",
  });
  expect(from({ KEPT_SMTP_URL: url, ...publicUrl })).toBe("Kept <kept@maps.example.com>");
  expect(from({})).toBeUndefined();
});

test("S20 single sign-on takes all three of its variables, and a provider that is reached in secret", () => {
  const oidc = {
    KEPT_OIDC_ISSUER: "https://login.example.org/realm",
    KEPT_OIDC_CLIENT_ID: "kept",
    KEPT_OIDC_CLIENT_SECRET: "hunter2",
    KEPT_PUBLIC_URL: "https://maps.example.com",
  };
  expect(readConfig(oidc).oidc).toEqual({ issuer: oidc.KEPT_OIDC_ISSUER, clientId: "kept", clientSecret: "hunter2" });
  expect(readConfig({ ...oidc, KEPT_OIDC_ISSUER: "http://127.0.0.1:9000" }).oidc).toBeDefined();
  expect(readConfig({}).oidc).toBeUndefined();
  for (const missing of Object.keys(oidc).filter((name) => name.startsWith("KEPT_OIDC"))) {
    const sentence = sentenceOf({ ...oidc, [missing]: "" });
    expect(sentence).toMatch(new RegExp(`^${missing} is not set, but single sign-on needs all three of `));
    expect(sentence).not.toContain("hunter2");
  }
  for (const issuer of ["http://login.example.org", "login.example.org", "https://login.example.org/?a=b"])
    expect(sentenceOf({ ...oidc, KEPT_OIDC_ISSUER: issuer })).toMatch(
      /^KEPT_OIDC_ISSUER is ".*", but it must be an https/,
    );
});

test("S28 mail or single sign-on without a public address is refused with what to set", () => {
  const mail = { KEPT_SMTP_URL: "smtp://kept:hunter2@mail.example.org" };
  const issuer = { KEPT_OIDC_ISSUER: "https://login.example.org" };
  const oidc = { ...issuer, KEPT_OIDC_CLIENT_ID: "kept", KEPT_OIDC_CLIENT_SECRET: "hunter2" };
  const lines = sentenceOf({ ...mail, ...oidc }).split("\n");
  expect(lines).toEqual([
    expect.stringMatching(/^KEPT_SMTP_URL is set, but KEPT_PUBLIC_URL is not; set it to the address people type/),
    expect.stringMatching(/^KEPT_OIDC_ISSUER is set, but KEPT_PUBLIC_URL is not; set it to the address people type/),
  ]);
  const publicUrl = { KEPT_PUBLIC_URL: "https://maps.example.com" };
  expect(readConfig({ ...mail, ...oidc, ...publicUrl })).toMatchObject({ publicUrl: publicUrl.KEPT_PUBLIC_URL });
});

test("H14 every wrong variable is named at once", () => {
  const sentences = sentenceOf({ PORT: "x", LOG_LEVEL: "x", KEPT_SECRET: "x" }).split("\n");
  expect(sentences.map((sentence) => sentence.split(" ")[0])).toEqual(["PORT", "KEPT_SECRET", "LOG_LEVEL"]);
});

function sentenceOf(env: Record<string, string>): string {
  try {
    readConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
  throw new Error("It was accepted.");
}
