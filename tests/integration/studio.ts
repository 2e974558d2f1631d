import type { ShareRole } from "../../shared/api/people.ts";
import { openStudio } from "../../server/compose.ts";
import { readConfig } from "../../server/config.ts";
import { openLog } from "../../server/log.ts";
import { newTestStore, type TestStore } from "../services/testStore.ts";

export const ownerToken = "a token for the tests, 32 characters or more";

/** A studio of its own: real server, real socket, real disk, in this process. */
export interface TestStudio {
  url: string;
  claimToken: string;
  store: TestStore;
  dataDir: string;
  /** Somebody new with an empty cookie jar. */
  visitor(): Caller;
  /** Somebody with the owner's API token. */
  program(): Caller;
  /** The owner, claimed on first use and signed in each time. */
  owner(): Promise<Caller>;
  /** A guest who just came by a fresh link to the map. */
  guest(map: string, role: ShareRole, name?: string): Promise<Caller>;
  /** Stops it and starts it again over the same data. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface Reply {
  status: number;
  headers: Headers;
  // What a test expects of a body it says itself.
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any;
}

/** One browser or program: keeps its cookies, sends its headers. */
export interface Caller {
  cookies: Map<string, string>;
  headers: Record<string, string>;
  get(path: string, headers?: Record<string, string>): Promise<Reply>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply>;
  delete(path: string, headers?: Record<string, string>): Promise<Reply>;
  send(method: string, path: string, body?: string, headers?: Record<string, string>): Promise<Reply>;
}

export const ownerAccount = { name: "Ada", email: "ada@example.org", password: "a long enough password" };

/** Starts a studio on any free port. `env` is added to what a test needs. */
export async function startStudio(env: Record<string, string> = {}, clientDir = "/nowhere"): Promise<TestStudio> {
  const store = await newTestStore();
  const config = readConfig({
    PORT: "0",
    ...store.env,
    KEPT_OWNER_TOKEN: ownerToken,
    LOG_LEVEL: process.env.KEPT_TEST_LOG ?? "silent",
    ...env,
  });
  const start = () => openStudio(config, openLog(config.logLevel), clientDir);
  let running = await start();
  let claimed = false;

  const studio: TestStudio = {
    get url() {
      return running.url;
    },
    get claimToken() {
      return running.claimUrl?.split("#")[1] ?? "";
    },
    store,
    dataDir: store.dataDir,
    visitor: () => newCaller(() => running.url),
    program: () => newCaller(() => running.url, { authorization: `Bearer ${ownerToken}` }),
    async owner() {
      const owner = studio.visitor();
      if (!claimed) await owner.post("/api/v1/owner/claim", { token: studio.claimToken, ...ownerAccount });
      else await owner.post("/api/auth/sign-in/email", { email: ownerAccount.email, password: ownerAccount.password });
      claimed = true;
      return owner;
    },
    async guest(map, role, name = "Grace") {
      const link = await studio.program().post(`/api/v1/maps/${map}/links`, { role });
      const guest = studio.visitor();
      await guest.post("/api/v1/links/open", { token: link.body.url.split("#")[1], name });
      return guest;
    },
    async restart() {
      await running.close();
      running = await start();
    },
    async close() {
      await running.close();
      await store.remove();
    },
  };
  return studio;
}

function newCaller(url: () => string, own: Record<string, string> = {}): Caller {
  const cookies = new Map<string, string>();
  const send = async (method: string, path: string, body?: string, headers: Record<string, string> = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(`${url()}${path}`, {
      method,
      redirect: "manual",
      headers: { ...own, ...(cookie !== "" && { cookie }), ...headers },
      ...(body !== undefined && { body }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    const text = await response.text();
    const isJson = /\bjson\b/.test(response.headers.get("content-type") ?? "");
    return {
      status: response.status,
      headers: response.headers,
      body: isJson && text !== "" ? JSON.parse(text) : text,
    };
  };
  return {
    cookies,
    headers: own,
    send,
    get: (path, headers) => send("GET", path, undefined, headers),
    delete: (path, headers) => send("DELETE", path, undefined, headers),
    post: (path, body, headers) =>
      body === undefined
        ? send("POST", path, undefined, headers)
        : send("POST", path, JSON.stringify(body), { "content-type": "application/json", ...headers }),
  };
}
