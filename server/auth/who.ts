import type { TokenScope } from "../../shared/api/accounts.ts";
import type { Role, User } from "../../shared/api/people.ts";
import { capped, higher } from "./roles.ts";

/** What an account may do, by workspace and by map; `isAdmin` looks after the studio and opens no map by itself. */
export interface Rights {
  isAdmin: boolean;
  workspaces: ReadonlyMap<string, Role>;
  /** Its own roles on maps, and those of the links in force that it came by. */
  maps: ReadonlyMap<string, Role>;
}

/**
 * Who is asking. A token does for its account what its scope allows; the program holds the studio's owner token and may
 * do everything; a guest may open the maps that the links in force are for.
 */
export type Who =
  | { kind: "anonymous" }
  | ({ kind: "account"; user: User; sessionId: string } & Rights)
  | ({ kind: "token"; user: User; tokenId: string; scope: TokenScope } & Rights)
  | { kind: "program"; user: User }
  | { kind: "guest"; user: User; sessionId: string; maps: ReadonlyMap<string, Role> };

export type AccountWho = Extract<Who, { kind: "account" }>;

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

/** The role `who` has on a map of that workspace, or undefined when for him it does not exist. */
export function roleOn(who: Who, map: { id: string; workspace: string }): Role | undefined {
  switch (who.kind) {
    case "program":
      return "owner";
    case "guest":
      return who.maps.get(map.id);
    case "account":
      return higher(who.maps.get(map.id), who.workspaces.get(map.workspace));
    case "token":
      return capped(higher(who.maps.get(map.id), who.workspaces.get(map.workspace)), who.scope);
    case "anonymous":
    default:
      return undefined;
  }
}

/** The role `who` has in a workspace, or undefined when for him it does not exist. */
export function roleIn(who: Who, workspace: string): Role | undefined {
  switch (who.kind) {
    case "program":
      return "owner";
    case "account":
      return who.workspaces.get(workspace);
    case "token":
      return capped(who.workspaces.get(workspace), who.scope);
    case "guest":
    case "anonymous":
    default:
      return undefined;
  }
}
