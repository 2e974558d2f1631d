import type { Role } from "../../shared/api/people.ts";

/** Whether somebody with that role may change the map; a commenter and a viewer may not. */
export function mayEdit(role: Role): boolean {
  return role === "owner" || role === "editor";
}
