import type { AuditEntry } from "../../../shared/api/workspaces.ts";

/**
 * What was done, as the rest of a sentence that begins with who did it. `{object}` is what it was done to, `{role}` and
 * the like are what the entry says besides.
 */
const sentences: Record<string, string> = {
  signIn: "signed in",
  confirmSecondFactor: "signed in with a second step",
  useSignInLink: "signed in by a mailed link",
  startSso: "went to sign in with the organisation",
  finishSso: "signed in with the organisation",
  signOut: "signed out",
  sendSignInLink: "asked for a link to sign in",
  sendResetLink: "asked for a new password",
  resetPassword: "chose a new password by a link",
  changePassword: "changed the password",
  changeMe: "changed the own name",
  claimOwner: "made the studio their own",
  askForInvitation: "asked to join",
  acceptInvitation: "accepted the invitation to {object}",
  endSession: "signed out another device",
  endOtherSessions: "signed out all other devices",
  startSecondFactor: "began to set up the second step",
  finishSecondFactor: "turned the second step on",
  stopSecondFactor: "turned the second step off",
  renewBackupCodes: "made new backup codes",
  createToken: "made the API token {object}",
  revokeToken: "revoked the API token {object}",
  exportMe: "downloaded their own data",
  eraseMe: "erased their own account",
  createWorkspace: "made the workspace {object}",
  renameWorkspace: "renamed the workspace {object}",
  deleteWorkspace: "deleted the workspace {object}",
  setMemberRole: "gave {object} the role {role}",
  removeMember: "removed {object} from the workspace",
  leaveWorkspace: "left the workspace {object}",
  invite: "invited {object} as {role}",
  revokeInvitation: "took back the invitation of {object}",
  inviteToMap: "shared a map with {object} as {role}",
  setMapMemberRole: "gave {object} the role {role} on a map",
  removeMapMember: "ended the sharing of a map with {object}",
  leaveMap: "gave up the role on {object}",
  revokeMapInvitation: "took back the invitation of {object} to a map",
  moveMap: "moved {object} to another workspace",
  createMap: "made {object}",
  importMap: "imported {object}",
  exportMap: "exported {object}",
  deleteMap: "put {object} into the bin",
  restoreMap: "took {object} out of the bin",
  createLink: "made a link to {object} with the role {role}",
  revokeLink: "ended a link to {object}",
  openLink: "came by a link to {object}",
  leaveAsGuest: "left as a guest",
  changePerson: "changed the account of {object}",
  erasePerson: "erased the account of {object}",
  createResetLink: "made a link to a new password for {object}",
  changeStudioSettings: "changed how people join",
};

/** What an object of some kind is called when it has no name, or none any more. */
const kinds: Record<string, string> = {
  map: "a map",
  workspace: "a workspace",
  account: "somebody",
  person: "somebody",
  guest: "a guest",
  token: "a token",
  link: "a link",
  invitation: "somebody",
  studio: "the studio",
  session: "a device",
};

/** Actions that can be filtered by, in the order of their words. */
export const auditActions: readonly { value: string; label: string }[] = Object.entries(sentences)
  .map(([value, words]) => ({ value, label: sentenceCase(words.replace(/ ?\{\w+\}/g, " …").replace(/ …$/, "")) }))
  .sort((a, b) => a.label.localeCompare(b.label, "en"));

/** Who did it, by name; somebody who left has none any more. */
export function actorWords({ actor }: AuditEntry): string {
  if (actor === null) return "Somebody unknown";
  const name = actor.name === "" ? "Somebody who left" : actor.name;
  return actor.kind === "guest" ? `${name} (guest)` : name;
}

/** What was done, as the end of the sentence that {@link actorWords} begins. */
export function actionWords({ action, object, details }: AuditEntry): string {
  // An action of a newer server is said by its own name.
  const words = sentences[action] ?? `did “${action.replace(/([A-Z])/g, " $1").toLowerCase()}” to {object}`;
  return words.replace(/ ?\{(\w+)\}/g, (_, key: string) => {
    const said = key === "object" ? objectWords(object) : details[key];
    return said === undefined ? "" : ` ${said}`;
  });
}

/** What the entry says besides, without what the sentence has said already. */
export function detailWords({ action, details, address }: AuditEntry): string[] {
  const words = sentences[action] ?? "";
  const rest = Object.entries(details).filter(([key]) => !words.includes(`{${key}}`));
  return [
    ...rest.map(([key, value]) => `${detailNames[key] ?? key}: ${value}`),
    ...(address === null ? [] : [address]),
  ];
}

const detailNames: Record<string, string> = {
  role: "role",
  scope: "may",
  code: "reason",
  isAdmin: "administrator",
  isDisabled: "disabled",
  expiresAt: "until",
};

function objectWords(object: AuditEntry["object"]): string | undefined {
  if (object === null) return undefined;
  if (object.name === null || object.name === "") return kinds[object.kind] ?? `a ${object.kind}`;
  return object.kind === "map" || object.kind === "workspace" || object.kind === "token"
    ? `“${object.name}”`
    : object.name;
}

function sentenceCase(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
