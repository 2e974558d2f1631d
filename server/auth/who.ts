import type { MapRole, User } from "../../shared/api/people.ts";

/** Who is asking. The owner and a program may open every map; a guest those that the links he came by are for. */
export type Who =
  | { kind: "anonymous" }
  | { kind: "owner"; user: User; sessionId: string }
  | { kind: "program"; user: User }
  | { kind: "guest"; user: User; sessionId: string; roles: ReadonlyMap<string, MapRole> };

export const anonymous: Who = { kind: "anonymous" };

/** Each carries white text with a contrast of 4.5 : 1 at least. */
const palette = [
  "#3b5bdb",
  "#1864ab",
  "#0b7285",
  "#087f5b",
  "#237a35",
  "#4d7c0f",
  "#737000",
  "#b35c00",
  "#c2410c",
  "#c92a2a",
  "#a61e4d",
  "#862e9c",
  "#5f3dc4",
] as const;

/** A person's colour, the same everywhere, from the id alone. */
export function colorOf(id: string): string {
  let hash = 0;
  for (const char of id) hash = (Math.imul(hash, 31) + (char.codePointAt(0) ?? 0)) >>> 0;
  return palette[hash % palette.length] ?? palette[0];
}

/** The role `who` has on a map that exists, or undefined when for him it does not. */
export function roleOn(who: Who, mapId: string): MapRole | undefined {
  if (who.kind === "owner" || who.kind === "program") return "owner";
  return who.kind === "guest" ? who.roles.get(mapId) : undefined;
}
