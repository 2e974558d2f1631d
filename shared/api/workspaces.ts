import { z } from "zod";
import { limits } from "../limits.ts";
import { label } from "../model/scalars.ts";
import { personEmail, personName, role, secretToken } from "./people.ts";

/** Workspaces, who is in them, and how one gets in. Times are ISO 8601 in UTC. */

export const workspaceId = z.string().min(1).max(limits.idChars);
export const personId = z.string().min(1).max(limits.idChars);

export const nameWorkspace = z.strictObject({ name: label.min(1).max(100) });

export const workspace = z.object({ id: z.string(), name: z.string() });

/** Somebody with a role on a workspace or a map. */
export const member = z.object({
  id: z.string(),
  name: z.string(),
  color: z.string(),
  email: z.string(),
  role,
  /** On a map: the role comes from the workspace, and is changed there. */
  isFromWorkspace: z.boolean(),
  isDisabled: z.boolean(),
  since: z.string(),
});

export type Member = z.infer<typeof member>;

export const setRole = z.strictObject({ role });

export const invite = z.strictObject({ email: personEmail, role });

/** `added`: an account with that address got the role at once. `url` leads in and is shown this once. */
export const invited = z.object({
  outcome: z.enum(["added", "invited"]),
  /** Whether the link went by mail. */
  isMailed: z.boolean(),
  url: z.string().nullable(),
});

export type Invited = z.infer<typeof invited>;

export const invitation = z.object({
  id: z.string(),
  email: z.string(),
  role,
  invitedBy: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
});

export type Invitation = z.infer<typeof invitation>;

export const peekInvitation = z.strictObject({ token: secretToken });

export const peekedInvitation = z.object({
  email: z.string(),
  /** What one is invited to. */
  to: z.object({ kind: z.enum(["workspace", "map", "studio"]), title: z.string() }),
  role: role.nullable(),
  /** An account with that address exists: who has it signs in. */
  hasAccount: z.boolean(),
});

export type PeekedInvitation = z.infer<typeof peekedInvitation>;

/** With `name` and `password` an account is made; without them the signed-in one of that address takes the role. */
export const acceptInvitation = z.strictObject({
  token: secretToken,
  name: personName.optional(),
  password: z.string().min(10, "must have at least 10 characters").max(128).optional(),
});

/** Where the invitation led. */
export const acceptedInvitation = z.object({ map: z.string().nullable(), workspace: z.string().nullable() });

export type AcceptedInvitation = z.infer<typeof acceptedInvitation>;

export const moveMap = z.strictObject({ workspace: workspaceId });

/** An account, as an administrator of the studio sees it. */
export const person = z.object({
  id: z.string(),
  name: z.string(),
  color: z.string(),
  email: z.string(),
  isAdmin: z.boolean(),
  isDisabled: z.boolean(),
  /** Signing in asks for a code of an authenticator app besides. */
  hasSecondFactor: z.boolean(),
  createdAt: z.string(),
  usedAt: z.string().nullable(),
  workspaces: z.array(z.object({ id: z.string(), name: z.string(), role })),
});

export type Person = z.infer<typeof person>;

/** A second factor can be taken from somebody who lost it; only the person sets one up. */
export const changePerson = z.strictObject({
  isAdmin: z.boolean().optional(),
  isDisabled: z.boolean().optional(),
  hasSecondFactor: z.literal(false).optional(),
});

/** A link by which that person sets a new password, for a studio without mail; shown this once. */
export const resetLink = z.object({ url: z.string(), expiresAt: z.string() });

/** How the studio takes in new people. */
export const studioSettings = z.strictObject({
  /** `closed`: nobody new. `invitation`: who is invited. `domain`: besides, whoever has an address of these domains. */
  signUp: z.enum(["closed", "invitation", "domain"]),
  domains: z
    .array(
      z
        .string()
        .trim()
        .toLowerCase()
        .regex(/^[a-z0-9.-]+\.[a-z]{2,}$/, "must be a domain"),
    )
    .max(100),
  /** Where people by domain land, and as what. */
  domainWorkspace: workspaceId.nullable(),
  domainRole: role.exclude(["owner"]),
});

export type StudioSettings = z.infer<typeof studioSettings>;

/** One line of the log of who did what. Never content, never a secret. */
export const auditEntry = z.object({
  id: z.string(),
  at: z.string(),
  actor: z.object({ id: z.string(), name: z.string(), kind: z.string() }).nullable(),
  /** A route of the API, or what happened on the socket. */
  action: z.string(),
  /** What it was done to: the kind and the id, and a name where there is one. */
  object: z.object({ kind: z.string(), id: z.string(), name: z.string().nullable() }).nullable(),
  address: z.string().nullable(),
  result: z.enum(["done", "refused"]),
  /** More that is no content: a role, a scope, an error's code. */
  details: z.record(z.string(), z.string()),
});

export type AuditEntry = z.infer<typeof auditEntry>;

export const auditQuery = z.strictObject({
  /** Entries before this one; the newest first. */
  before: z.string().max(limits.idChars).optional(),
  actor: z.string().max(limits.idChars).optional(),
  action: z.string().max(limits.idChars).optional(),
  map: z.string().max(limits.idChars).optional(),
});

export const auditPage = z.object({ entries: z.array(auditEntry), hasMore: z.boolean() });

export type AuditPage = z.infer<typeof auditPage>;
