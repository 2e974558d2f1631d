import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import type { Config } from "../../server/config.ts";
import { clientAddress, proxyTrust } from "../../server/http/clientAddress.ts";

function addressOf(trust: Config["trustProxy"], remoteAddress: string, forwarded?: string): string {
  const request = { socket: { remoteAddress }, headers: { "x-forwarded-for": forwarded } };
  return clientAddress(request as unknown as IncomingMessage, proxyTrust(trust));
}

test("H20 without trusted proxies the header says nothing", () => {
  expect(addressOf(false, "203.0.113.9", "10.0.0.1")).toBe("203.0.113.9");
  expect(addressOf(false, "::ffff:203.0.113.9")).toBe("203.0.113.9");
});

test("H20 so many proxies are believed as are trusted, counted from the nearest", () => {
  expect(addressOf(1, "127.0.0.1", "6.6.6.6, 203.0.113.9")).toBe("203.0.113.9");
  expect(addressOf(2, "127.0.0.1", "6.6.6.6, 203.0.113.9, 10.0.0.2")).toBe("203.0.113.9");
  expect(addressOf(2, "127.0.0.1", "203.0.113.9")).toBe("203.0.113.9");
  expect(addressOf(1, "127.0.0.1")).toBe("127.0.0.1");
});

test("H20 proxies in the trusted networks are believed, up to the first that is not", () => {
  const networks = ["10.0.0.0/8", "::1"];
  expect(addressOf(networks, "::ffff:10.1.2.3", "6.6.6.6, 203.0.113.9, 10.0.0.2")).toBe("203.0.113.9");
  expect(addressOf(networks, "::1", "2001:db8::7")).toBe("2001:db8::7");
  expect(addressOf(networks, "203.0.113.9", "10.0.0.2")).toBe("203.0.113.9");
  expect(addressOf(networks, "10.1.2.3", "nonsense, 10.0.0.2")).toBe("nonsense");
});
