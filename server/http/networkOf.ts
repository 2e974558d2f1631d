import { isIPv6 } from "node:net";

/**
 * The network that limits count an address under: an IPv4 address itself, and of an IPv6 address the first 64 bits, because
 * whoever has one such address has them all.
 */
export function networkOf(address: string): string {
  const [plain = ""] = address.split("%");
  if (!isIPv6(plain)) return address;
  const [head = [], tail] = plain.split("::").map((part) => (part === "" ? [] : part.split(":")));
  const groups = tail === undefined ? head : [...head, ...zeros(8 - lengthOf(head) - lengthOf(tail)), ...tail];
  return `${Array.from(groups.slice(0, 4), (group) => parseInt(group, 16).toString(16)).join(":")}::/64`;
}

/** How many groups of 16 bits these are: an IPv4 address at the end stands for two. */
function lengthOf(groups: readonly string[]): number {
  return groups.length + (groups.at(-1)?.includes(".") ? 1 : 0);
}

function zeros(count: number): string[] {
  return Array.from({ length: count }, () => "0");
}
