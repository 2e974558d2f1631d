import { z } from "zod";
import { limits } from "../limits.ts";
import { isOwnPath } from "./ownPath.ts";
import { newPassword, personEmail, personName, secretToken } from "./people.ts";

/** What somebody does with his own account. Times are ISO 8601 in UTC. */

/** A code of the authenticator app, or one of the backup codes. */
export const secondFactorCode = z.string().trim().min(6).max(20);

export const confirmSecondFactor = z.strictObject({ code: secondFactorCode });

/** Asks for a mail with a link: to sign in, to set a new password, to join. Whether there is such an account is not told. */
export const askByMail = z.strictObject({ email: personEmail });

export const useSignInLink = z.strictObject({ token: secretToken });

/** Where somebody wants to go who signs in with the provider: to a page of the studio, or to what an invitation is to. */
export const ssoGoal = z
  .strictObject({
    next: z.string().refine(isOwnPath, "must be a page of this studio").optional(),
    invitation: secretToken.optional(),
  })
  .refine(({ next, invitation }) => next === undefined || invitation === undefined, "is one of the two");

export type SsoGoal = z.infer<typeof ssoGoal>;

/** Where the browser goes to sign in with the organisation's provider. */
export const ssoStart = z.object({ url: z.string() });

export const resetPassword = z.strictObject({ token: secretToken, password: newPassword });

export const changeMe = z.strictObject({ name: personName });

/** `current` may be left out by who has no password yet. */
export const changePassword = z.strictObject({ current: z.string().max(128).optional(), password: newPassword });

export const sessionItem = z.object({
  id: z.string(),
  createdAt: z.string(),
  usedAt: z.string(),
  /** Browser and system in words, as far as they told. */
  device: z.string(),
  address: z.string().nullable(),
  isThis: z.boolean(),
});

export type SessionItem = z.infer<typeof sessionItem>;

/** Proves that it is the account's own person who asks; without a password of one's own it is left out. */
export const withPassword = z.strictObject({ password: z.string().max(128).optional() });

/** The same, and a code of now or a backup code where signing in asks for one. */
export const withCode = z.strictObject({ ...withPassword.shape, code: secondFactorCode.optional() });

/** `uri` is for the authenticator app (`otpauth:`); the backup codes are shown this once, and each works once. */
export const startedSecondFactor = z.object({ uri: z.string(), backupCodes: z.array(z.string()) });

export type StartedSecondFactor = z.infer<typeof startedSecondFactor>;

export const backupCodes = z.object({ backupCodes: z.array(z.string()) });

/** What a token may do at most, whatever its owner may: look, change maps, or all its owner may do with maps and people. */
export const tokenScope = z.enum(["read", "write", "manage"]);

export type TokenScope = z.infer<typeof tokenScope>;

/** `password` is asked for where there is one and signing in was a while ago. */
export const createToken = z.strictObject({
  password: z.string().max(128).optional(),
  name: personName,
  scope: tokenScope,
  expiresInDays: z.int().min(1).max(limits.apiTokenDays),
});

export const tokenItem = z.object({
  id: z.string(),
  name: z.string(),
  scope: tokenScope,
  createdAt: z.string(),
  expiresAt: z.string(),
  lastUsedAt: z.string().nullable(),
});

export type TokenItem = z.infer<typeof tokenItem>;

/** `token` is shown this once. */
export const createdToken = z.object({ ...tokenItem.shape, token: z.string() });

export type CreatedToken = z.infer<typeof createdToken>;

/** Everything the studio holds about one person, for that person. */
export const myData = z.looseObject({});

/** The account's own e-mail address, typed, and the password where there is one: this cannot be undone. */
export const eraseMe = z.strictObject({ email: z.string().max(254), password: z.string().max(128).optional() });
