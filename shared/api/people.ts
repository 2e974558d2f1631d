import { z } from "zod";
import { limits } from "../limits.ts";

/** What a person is called on everybody's screen. */
export const personName = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .max(80)
  .refine((text) => !/[\p{Cc}\p{Cf}\p{Surrogate}]/u.test(text), "holds a character that cannot be shown");

/** A role on one map; each may do what the ones after it may. */
export const mapRole = z.enum(["owner", "editor", "viewer"]);

export type MapRole = z.infer<typeof mapRole>;

export const user = z.object({
  id: z.string(),
  name: z.string(),
  /** `#rrggbb`, the same for a person everywhere. */
  color: z.string(),
  /** The owner has an account; a guest came by a share link; a program has a token. */
  kind: z.enum(["owner", "guest", "program"]),
});

export type User = z.infer<typeof user>;

/** `maps` lists what a guest may open; the owner may open every map. */
export const me = z.object({ user, maps: z.array(z.object({ id: z.string(), role: mapRole })).optional() });

export type Me = z.infer<typeof me>;

export const setup = z.object({ claimed: z.boolean() });

const secretToken = z.string().min(1).max(limits.idChars);

export const claimOwner = z.strictObject({
  token: secretToken,
  name: personName,
  email: z.email().max(254),
  password: z.string().min(10, "must have at least 10 characters").max(128),
});

/** `rememberMe: false` ends the session with the browser. */
export const signIn = z.strictObject({
  email: z.email().max(254),
  password: z.string().min(1).max(128),
  rememberMe: z.boolean().optional(),
});

export const shareRole = z.enum(["editor", "viewer"]);

export const createLink = z.strictObject({
  role: shareRole,
  expiresInDays: z
    .int()
    .min(1)
    .max(limits.shareLinkTtlMs / 86_400_000)
    .optional(),
});

export const shareLink = z.object({
  id: z.string(),
  role: shareRole,
  createdAt: z.string(),
  expiresAt: z.string(),
  /** How many guests came by it. */
  guests: z.int(),
});

export type ShareLink = z.infer<typeof shareLink>;

/** `url` holds the secret and is shown this once. */
export const createdLink = z.object({ id: z.string(), url: z.string(), role: shareRole, expiresAt: z.string() });

export type CreatedLink = z.infer<typeof createdLink>;

export const peekLink = z.strictObject({ token: secretToken });

export const peekedLink = z.object({ title: z.string(), role: shareRole });

export type PeekedLink = z.infer<typeof peekedLink>;

export const openLink = z.strictObject({ token: secretToken, name: personName });

export const openedLink = z.object({ map: z.string(), role: shareRole });

export type OpenedLink = z.infer<typeof openedLink>;
