import type { AuditEntry } from "../../../shared/api/workspaces.ts";

/**
 * What was done, as the rest of a sentence that begins with who did it. `{map|a map}` is the name of what it was done
 * to when that is a map that still has one, else the words behind the bar; `{role}` and the like are what the entry says
 * besides.
 */
const sentences: Record<string, string> = {
  signIn: "signed in",
  confirmSecondFactor: "signed in with a second step",
  useSignInLink: "signed in by a mailed link",
  finishSso: "signed in with the organisation",
  signOut: "signed out",
  claimOwner: "made the studio their own",
  acceptInvitation: "accepted an invitation",
  resetPassword: "chose a new password by a link",
  changePassword: "changed their password",
  changeMe: "changed their name",
  endSession: "signed out one of their devices",
  endOtherSessions: "signed out all their other devices",
  startSecondFactor: "began to set up the second step",
  finishSecondFactor: "turned the second step on",
  stopSecondFactor: "turned the second step off",
  renewBackupCodes: "made new backup codes",
  createToken: "made an API token",
  revokeToken: "revoked an API token",
  exportMe: "downloaded their own data",
  eraseMe: "erased their own account",
  createWorkspace: "made the workspace {workspace|that is gone}",
  renameWorkspace: "renamed the workspace {workspace|that is gone}",
  deleteWorkspace: "deleted a workspace",
  setMemberRole: "gave {account|somebody} the role {role}",
  removeMember: "removed {account|somebody} from the workspace",
  leaveWorkspace: "left the workspace {workspace|that is gone}",
  invite: "invited {account|somebody} as {role}",
  revokeInvitation: "took back an invitation",
  inviteToMap: "shared a map with {account|somebody} as {role}",
  setMapMemberRole: "gave {account|somebody} the role {role} on a map",
  removeMapMember: "ended the sharing of a map with {account|somebody}",
  leaveMap: "gave up the role on {map|a map}",
  revokeMapInvitation: "took back an invitation to a map",
  createMap: "made {map|a map}",
  importMap: "made {map|a map} from a file",
  exportMap: "exported {map|a map}",
  moveMap: "moved {map|a map} to another workspace",
  deleteMap: "put {map|a map} into the bin",
  restoreMap: "took {map|a map} out of the bin",
  createVersion: "named a version of {map|a map}",
  nameVersion: "renamed a version of {map|a map}",
  deleteVersion: "deleted a version of {map|a map}",
  restoreVersion: "restored a version of {map|a map}",
  deleteComment: "deleted somebody’s comment on {map|a map}",
  createLink: "made a share link with the role {role}",
  revokeLink: "ended a share link",
  openLink: "came by a share link",
  leaveAsGuest: "left as a guest",
  changePerson: "changed the account of {account|somebody}",
  erasePerson: "erased an account",
  createResetLink: "made a link to a new password for {account|somebody}",
  changeStudioSettings: "changed how people join",
};

/** What was tried at the ways in and not let in: it would be wrong to say that it was done. */
const refusals: Record<string, string> = {
  signIn: "did not get in with e-mail and password as {account|nobody who is known here}",
  confirmSecondFactor: "did not get in with a code as {account|somebody}",
  useSignInLink: "did not get in by a mailed link",
  finishSso: "did not get in with the organisation",
  claimOwner: "did not get the studio by its one-time link",
  acceptInvitation: "did not get in by an invitation",
  resetPassword: "did not get a new password by a link",
  openLink: "did not get in by a share link",
};

/** Details that a sentence says in other words, or that are ids. */
const unsaid = new Set(["to", "forever", "isAdmin", "isDisabled", "hasSecondFactor"]);

const detailNames: Record<string, string> = {
  role: "role",
  scope: "may",
  code: "reason",
  error: "reason",
  signUp: "may join",
  domains: "domains",
};

const valueNames: Record<string, string> = {
  SIGNED_OUT: "not let in",
  FORBIDDEN: "not allowed",
  NOT_FOUND: "not there for them",
  CONFLICT: "not possible as things were",
};

/** Actions that can be filtered by, in the order of their words. */
export const auditActions: readonly { value: string; label: string }[] = Object.entries(sentences)
  .map(([value, words]) => ({
    value,
    label: withCapital(words.replace(/\{\w+\|([^}]*)\}/g, "$1").replace(/\{\w+\}/g, "…")),
  }))
  .sort((a, b) => a.label.localeCompare(b.label, "en"));

/** Who did it, by name. */
export function actorWords({ actor, object, result }: AuditEntry): string {
  if (actor !== null) return actor.kind === "guest" ? `${actor.name} (guest)` : actor.name;
  // Whoever came in was nobody when he asked, and is then whose account it is.
  return result === "done" && object?.kind === "account" && object.name !== null ? object.name : "Somebody unknown";
}

/** What was done, as the end of the sentence that {@link actorWords} begins. */
export function actionWords(entry: AuditEntry): string {
  return wordsOf(entry).replace(/\{(\w+)(?:\|([^}]*))?\}/g, (_, key: string, otherwise = "") => {
    const { object, details } = entry;
    if (key === object?.kind && object.name) return key === "account" ? object.name : `“${object.name}”`;
    return details[key] ?? otherwise;
  });
}

/** What the entry says besides, without what the sentence has said already. */
export function detailWords(entry: AuditEntry): string[] {
  const words = wordsOf(entry);
  const rest = Object.entries(entry.details).filter(([key]) => !words.includes(`{${key}}`) && !unsaid.has(key));
  return [
    ...rest.map(([key, value]) => `${detailNames[key] ?? key}: ${valueNames[value] ?? value}`),
    ...(entry.address === null ? [] : [entry.address]),
  ];
}

function wordsOf({ action, result, details }: AuditEntry): string {
  if (result === "refused" && refusals[action] !== undefined) return refusals[action];
  if (action === "deleteMap" && details.forever === "true") return "deleted a map for ever";
  if (action === "changePerson" && details.isDisabled !== undefined)
    return `${details.isDisabled === "true" ? "disabled" : "enabled"} the account of {account|somebody}`;
  if (action === "changePerson" && details.isAdmin !== undefined)
    return details.isAdmin === "true"
      ? "made {account|somebody} an administrator"
      : "took the studio from {account|somebody}";
  if (action === "changePerson" && details.hasSecondFactor !== undefined)
    return "turned the second step off for {account|somebody}";
  // An action of a newer server is said by its own name.
  return sentences[action] ?? `did “${action.replace(/([A-Z])/g, " $1").toLowerCase()}”`;
}

function withCapital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
