import type { TokenScope } from "../../shared/api/accounts.ts";
import type { Role } from "../../shared/api/people.ts";

const rank: Readonly<Record<Role, number>> = { viewer: 1, commenter: 2, editor: 3, owner: 4 };

/** Whether a role includes what another may do. */
export function reaches(role: Role, needed: Role): boolean {
  return rank[role] >= rank[needed];
}

/** The higher of two roles, where there are any. */
export function higher(one: Role | undefined, other: Role | undefined): Role | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return reaches(one, other) ? one : other;
}

const mostOf: Readonly<Record<TokenScope, Role>> = { read: "viewer", write: "editor", manage: "owner" };

/** What is left of a role by way of a token of that scope. */
export function capped(role: Role | undefined, scope: TokenScope): Role | undefined {
  return role !== undefined && reaches(role, mostOf[scope]) ? mostOf[scope] : role;
}
