import type { IncomingMessage } from "node:http";
import { BlockList, isIPv6 } from "node:net";
import type { Config } from "../config.ts";

/** Whether the proxy at `address`, `hop` steps before us (0 is the nearest), is believed about whom it speaks for. */
export type ProxyTrust = (address: string, hop: number) => boolean;

export function proxyTrust(setting: Config["trustProxy"]): ProxyTrust {
  if (setting === false) return () => false;
  if (typeof setting === "number") return (_address, hop) => hop < setting;
  const networks = new BlockList();
  for (const network of setting) {
    const [address = "", bits] = network.split("/");
    const family = isIPv6(address) ? "ipv6" : "ipv4";
    if (bits === undefined) networks.addAddress(address, family);
    else networks.addSubnet(address, Number(bits), family);
  }
  return (address) => networks.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}

/** The address a request came from, behind the proxies that are trusted. */
export function clientAddress({ socket, headers }: IncomingMessage, trusts: ProxyTrust): string {
  const forwarded = String(headers["x-forwarded-for"] ?? "").split(",");
  const chain = [socket.remoteAddress ?? "", ...forwarded.reverse().map((address) => address.trim())];
  const addresses = chain.filter((address) => address !== "").map((address) => address.replace(/^::ffff:(?=\d)/i, ""));
  const first = addresses.findIndex((address, hop) => !trusts(address, hop));
  return addresses[first === -1 ? addresses.length - 1 : first] ?? "";
}
