import { isIP } from "node:net";
import { resolve } from "node:path";

/** What the operator may decide; see the table in the README. */
export interface Config {
  host: string;
  /** 0 means any free port. */
  port: number;
  /** Absolute path of the folder that holds everything worth a backup, where that is not PostgreSQL. */
  dataDir: string;
  /** The PostgreSQL that holds everything instead; a secret, for the password in it. */
  databaseUrl: string | undefined;
  /** The Redis through which the nodes of a studio hear each other at once; absent: from the database, a little later. */
  redisUrl: string | undefined;
  /** Origin under which people reach the studio, without a trailing slash; absent: the address it listens on. */
  publicUrl: string | undefined;
  /** Signs session cookies; absent: made and kept in the data folder. */
  secret: string | undefined;
  ownerToken: string | undefined;
  metricsToken: string | undefined;
  /** Which proxies' X-Forwarded headers are believed: none, so many hops, or these addresses. */
  trustProxy: false | number | string[];
  logLevel: LogLevel;
  /** Where mail goes out (needs a public address), and who it is from; absent: the studio sends none. */
  smtp: { url: string; from: string } | undefined;
  /** The organisation's provider of single sign-on; absent: there is none. */
  oidc: { issuer: string; clientId: string; clientSecret: string } | undefined;
}

const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

export type LogLevel = (typeof logLevels)[number];

/** What is wrong with the environment: one sentence a variable. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the environment; an empty variable counts as absent.
 * @throws ConfigError naming every wrong variable, what it was (never a secret's value) and what is allowed.
 */
export function readConfig(env: Environment): Config {
  const problems: string[] = [];
  const read = <T>(
    name: string,
    fallback: T,
    parse: (text: string) => T | undefined,
    allowed: string,
    isSecret = false,
  ): T => {
    const text = env[name]?.trim();
    if (text === undefined || text === "") return fallback;
    const value = parse(text);
    if (value !== undefined) return value;
    const was = isSecret ? `a value of ${text.length} characters` : JSON.stringify(text);
    problems.push(`${name} is ${was}, but it must be ${allowed}.`);
    return fallback;
  };
  const secretOf = (name: string, minChars: number) =>
    read<string | undefined>(
      name,
      undefined,
      (text) => (text.length >= minChars ? text : undefined),
      `at least ${minChars} characters long`,
      true,
    );

  const publicUrl = read(
    "KEPT_PUBLIC_URL",
    undefined,
    parseOrigin,
    "an address without a path, such as https://maps.example.org",
  );
  const config: Config = {
    host: read("HOST", "127.0.0.1", parseHost, "an IP address or a host name, such as 127.0.0.1 or 0.0.0.0"),
    port: read("PORT", 4100, parsePort, "a whole number from 0 (any free port) to 65535"),
    dataDir: resolve(read("KEPT_DATA_DIR", "./data", (text) => (text.includes("\0") ? undefined : text), "a path")),
    databaseUrl: read<string | undefined>(
      "DATABASE_URL",
      undefined,
      parseDatabaseUrl,
      "the address of a PostgreSQL database, such as postgres://user:password@host:5432/database",
      true,
    ),
    redisUrl: read<string | undefined>(
      "REDIS_URL",
      undefined,
      parseRedisUrl,
      "the address of a Redis, such as redis://user:password@host:6379",
      true,
    ),
    publicUrl,
    secret: secretOf("KEPT_SECRET", 32),
    ownerToken: secretOf("KEPT_OWNER_TOKEN", 32),
    metricsToken: secretOf("KEPT_METRICS_TOKEN", 1),
    trustProxy: read(
      "KEPT_TRUST_PROXY",
      false,
      parseTrustProxy,
      "true (the nearest proxy), false, a number of proxies from 1 to 10, or a list of addresses or networks such as 10.0.0.0/8",
    ),
    logLevel: read(
      "LOG_LEVEL",
      "info",
      (text) => logLevels.find((level) => level === text),
      `one of ${logLevels.join(", ")}`,
    ),
    smtp: read(
      "KEPT_SMTP_URL",
      undefined,
      (text) => parseSmtp(text, publicUrl),
      "an address such as smtps://user:password@mail.example.org:465?from=kept@example.org",
      true,
    ),
    oidc: undefined,
  };
  if (config.redisUrl !== undefined && config.databaseUrl === undefined)
    problems.push(
      "REDIS_URL is set, but it joins nodes that share a PostgreSQL database; set DATABASE_URL as well, or leave it unset.",
    );
  const issuer = read("KEPT_OIDC_ISSUER", undefined, parseIssuer, "an https address such as https://login.example.org");
  const clientId = secretOf("KEPT_OIDC_CLIENT_ID", 1);
  const clientSecret = secretOf("KEPT_OIDC_CLIENT_SECRET", 1);
  if (issuer !== undefined && clientId !== undefined && clientSecret !== undefined)
    config.oidc = { issuer, clientId, clientSecret };
  else {
    const names = ["KEPT_OIDC_ISSUER", "KEPT_OIDC_CLIENT_ID", "KEPT_OIDC_CLIENT_SECRET"];
    const isSet = (name: string) => (env[name]?.trim() ?? "") !== "";
    if (names.some(isSet))
      for (const name of names.filter((name) => !isSet(name)))
        problems.push(`${name} is not set, but single sign-on needs all three of ${names.join(", ")}.`);
  }
  if (publicUrl === undefined && (env.KEPT_PUBLIC_URL?.trim() ?? "") === "")
    for (const [isSet, name] of [
      [config.smtp !== undefined, "KEPT_SMTP_URL"],
      [config.oidc !== undefined, "KEPT_OIDC_ISSUER"],
    ] as const)
      // Else the links in mails, and where the provider leads back to, would be what a request says of itself.
      if (isSet)
        problems.push(
          `${name} is set, but KEPT_PUBLIC_URL is not; set it to the address people type, such as https://maps.example.org.`,
        );
  if (problems.length > 0) throw new ConfigError(problems.join("\n"));
  return config;
}

function parseRedisUrl(text: string): string | undefined {
  return /^rediss?:\/\/./.test(text) && URL.canParse(text) ? text : undefined;
}

function parseHost(text: string): string | undefined {
  const isName = text.length <= 253 && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i.test(text);
  const looksLikeAddress = /^[\d.]+$/.test(text);
  return isIP(text) > 0 || (isName && !looksLikeAddress) ? text : undefined;
}

function parsePort(text: string): number | undefined {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return port <= 65_535 ? port : undefined;
}

function parseOrigin(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isOrigin =
    url.pathname === "/" && url.search === "" && url.hash === "" && url.username === "" && url.password === "";
  return isOrigin && (url.protocol === "http:" || url.protocol === "https:") ? url.origin : undefined;
}

function parseDatabaseUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, pathname } = new URL(text);
  return (protocol === "postgres:" || protocol === "postgresql:") && /^\/[^/]+$/.test(pathname) ? text : undefined;
}

function parseTrustProxy(text: string): false | number | string[] | undefined {
  if (text === "false" || text === "0") return false;
  if (text === "true") return 1;
  if (/^\d+$/.test(text)) return Number(text) <= 10 ? Number(text) : undefined;
  const networks = text.split(",").map((network) => network.trim());
  return networks.every(isNetwork) ? networks : undefined;
}

function isNetwork(text: string): boolean {
  const [address = "", bits, ...rest] = text.split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

/** The query may say who mail is from; what is left is for the mail library. */
function parseSmtp(text: string, publicUrl: string | undefined): Config["smtp"] {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if ((url.protocol !== "smtp:" && url.protocol !== "smtps:") || url.hostname === "") return undefined;
  const host = publicUrl === undefined ? url.hostname : new URL(publicUrl).hostname;
  const from = url.searchParams.get("from") ?? `kept@${host}`;
  if (!/^[^\s@<>]+@[^\s@<>]+$/.test(from)) return undefined;
  url.searchParams.delete("from");
  return { url: url.href, from: `Kept <${from}>` };
}

/** Plain http only on this machine: what a provider says there is said in secret. The text is kept: it is a name. */
function parseIssuer(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, hostname, username, search, hash } = new URL(text);
  const isLocal = hostname === "localhost" || hostname === "127.0.0.1" || hostname === "[::1]";
  const isSafe = protocol === "https:" || (protocol === "http:" && isLocal);
  return isSafe && username === "" && search === "" && hash === "" ? text : undefined;
}
