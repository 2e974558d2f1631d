import type { Role } from "../../../shared/api/people.ts";

/** Roles as a choice, the one that may do the most first. */
export const roleChoices: readonly { value: Role; label: string }[] = [
  { value: "owner", label: "Owner" },
  { value: "editor", label: "Editor" },
  { value: "commenter", label: "Commenter" },
  { value: "viewer", label: "Viewer" },
];

export const roleNames: Record<Role, string> = {
  owner: "Owner",
  editor: "Editor",
  commenter: "Commenter",
  viewer: "Viewer",
};

/** What a role on a workspace lets its holder do. */
export const roleMeanings: Record<Role, string> = {
  owner: "looks after its people and links, and does all that an editor does",
  editor: "makes and changes maps",
  commenter: "looks at maps and says what they think",
  viewer: "looks at maps",
};
