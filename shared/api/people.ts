import { z } from "zod";
import { limits } from "../limits.ts";

/** What a person is called on everybody's screen. */
export const personName = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(80)
  .refine((text) => !/[\p{Cc}\p{Cf}\p{Surrogate}]/u.test(text), "holds a character that cannot be shown");

/** Roles on a map or a workspace; each may do what the ones after it may. */
export const role = z.enum(["owner", "editor", "commenter", "viewer"]);

export type Role = z.infer<typeof role>;

export const personEmail = z.email("must be an e-mail address").max(254);

export const newPassword = z.string().min(10, "must have at least 10 characters").max(128);

export const user = z.object({
  id: z.string(),
  name: z.string(),
  /** `#rrggbb`, the same for a person everywhere. */
  color: z.string(),
  /** An account has an e-mail address; a guest came by a share link; a program has the studio's owner token. */
  kind: z.enum(["account", "guest", "program"]),
});

export type User = z.infer<typeof user>;

/** A workspace as one of its members sees it. */
export const workspaceItem = z.object({ id: z.string(), name: z.string(), role });

export type WorkspaceItem = z.infer<typeof workspaceItem>;

export const me = z.object({
  user,
  /** What somebody with an account has besides a name. */
  account: z
    .object({
      email: z.string(),
      /** Looks after the studio: its people, how one signs up, its log. */
      isAdmin: z.boolean(),
      hasPassword: z.boolean(),
      /** Signing in asks for a code of an authenticator app, too. */
      hasSecondFactor: z.boolean(),
    })
    .optional(),
  workspaces: z.array(workspaceItem),
  /** Maps on which one has a role of one's own, besides those of one's workspaces. */
  maps: z.array(z.object({ id: z.string(), role })),
});

export type Me = z.infer<typeof me>;

/** `password` is right, and the account asks for a code besides: {@link confirmSecondFactor} goes on. */
export const secondFactorWanted = z.object({ secondFactor: z.literal(true) });

export const signedIn = z.union([me, secondFactorWanted]);

export type SignedIn = z.infer<typeof signedIn>;

/** How people come in. */
export const setup = z.object({
  claimed: z.boolean(),
  /** Whether the studio sends mail: links to sign in, invitations, new passwords. */
  mail: z.boolean(),
  /** What the button of single sign-on says, where there is one. */
  sso: z.string().nullable(),
  /** Whether somebody with an address of a certain domain may ask for an invitation. */
  signUp: z.boolean(),
});

export type Setup = z.infer<typeof setup>;

export const secretToken = z.string().min(1).max(limits.idChars);

export const claimOwner = z.strictObject({
  token: secretToken,
  name: personName,
  email: personEmail,
  password: newPassword,
});

/** `rememberMe: false` ends the session with the browser. */
export const signIn = z.strictObject({
  email: personEmail,
  password: z.string().min(1).max(128),
  rememberMe: z.boolean().optional(),
});

/** Of a link or an invitation to a map; a link makes nobody its owner. */
export const shareRole = role.exclude(["owner"]);

export type ShareRole = z.infer<typeof shareRole>;

const linkPassword = z.string().min(8, "must have at least 8 characters").max(128);

export const createLink = z.strictObject({
  role: shareRole,
  expiresInDays: z
    .int()
    .min(1)
    .max(limits.shareLinkTtlMs / 86_400_000)
    .optional(),
  /** Asked of whoever opens the link. */
  password: linkPassword.optional(),
});

export const shareLink = z.object({
  id: z.string(),
  role: shareRole,
  createdAt: z.string(),
  expiresAt: z.string(),
  hasPassword: z.boolean(),
  /** How many guests came by it. */
  guests: z.int(),
});

export type ShareLink = z.infer<typeof shareLink>;

/** `url` holds the secret and is shown this once. */
export const createdLink = z.object({
  id: z.string(),
  url: z.string(),
  role: shareRole,
  expiresAt: z.string(),
  hasPassword: z.boolean(),
});

export type CreatedLink = z.infer<typeof createdLink>;

export const peekLink = z.strictObject({ token: secretToken });

/** Of a link with a password the title is told only when the password is right. */
export const peekedLink = z.object({ title: z.string().nullable(), role: shareRole, needsPassword: z.boolean() });

export type PeekedLink = z.infer<typeof peekedLink>;

export const openLink = z.strictObject({
  token: secretToken,
  name: personName,
  password: z.string().max(128).optional(),
});

export const openedLink = z.object({ map: z.string(), role: shareRole });

export type OpenedLink = z.infer<typeof openedLink>;
