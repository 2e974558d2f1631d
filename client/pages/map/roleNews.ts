import type { Role } from "../../../shared/api/people.ts";
import { showNotice } from "../../state/notices.ts";

const words: Record<Role, string> = {
  owner: "You own this map now: you can share and delete it, too.",
  editor: "You can edit this map now.",
  commenter: "From now on you can look at this map and comment on it, not change it. What you changed before is kept.",
  viewer: "From now on you can only look at this map. What you changed before is kept.",
};

/** Says what one may do on the open map from now on. */
export function sayRole(role: Role): void {
  showNotice(words[role]);
}
