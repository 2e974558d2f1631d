import { createHmac, randomBytes } from "node:crypto";
import { symmetricDecrypt, symmetricEncrypt } from "better-auth/crypto";
import type { StartedSecondFactor } from "../../shared/api/accounts.ts";
import { AppError } from "../../shared/errors.ts";
import type { Database } from "../store/database.ts";
import { base32, matchTotp, newTotpSecret, totpUri } from "./totp.ts";

/** The authenticator apps of accounts, and the backup codes for when the phone is gone. */
export interface SecondFactors {
  isOn(userId: string): Promise<boolean>;
  /** A new key, which counts from its first code. @throws AppError CONFLICT while one counts already. */
  start(userId: string, email: string): Promise<StartedSecondFactor>;
  /** @throws AppError INVALID for a wrong code, CONFLICT when none was started. */
  finish(userId: string, code: string): Promise<void>;
  /** Whether this is a code of now, or a backup code that is left. Either works once. */
  take(userId: string, code: string): Promise<boolean>;
  stop(userId: string): Promise<void>;
  /** New backup codes in place of the old ones. @throws AppError CONFLICT when no app counts. */
  renewCodes(userId: string): Promise<string[]>;
}

const backupCount = 10;

/** @param secret encrypts the keys and stands in the hashes of the codes. */
export function openSecondFactors(db: Database, secret: string): SecondFactors {
  const rows = (userId: string) => db.selectFrom("secondFactor").where("userId", "=", userId);
  const isOn = async (userId: string) =>
    (await rows(userId).where("confirmedAt", "is not", null).select("userId").executeTakeFirst()) !== undefined;

  const hashOf = (userId: string, code: string) =>
    createHmac("sha256", secret)
      .update(`${userId} ${code.toLowerCase().replaceAll(/[^a-z\d]/g, "")}`)
      .digest("base64url");

  const newCodes = (userId: string) => {
    // 60 bits each, in three groups that are easily typed.
    const codes = Array.from({ length: backupCount }, () =>
      (base32(randomBytes(8)).toLowerCase().slice(0, 12).match(/.{4}/g) ?? []).join("-"),
    );
    return { codes, stored: JSON.stringify(codes.map((code) => hashOf(userId, code))) };
  };

  /** Takes a code of the app: undefined for a wrong one, or for one that was taken before. */
  const takeTotp = async (userId: string, code: string): Promise<boolean> => {
    const row = await rows(userId).select("secret").executeTakeFirst();
    if (row === undefined) return false;
    const key = Buffer.from(await symmetricDecrypt({ key: secret, data: row.secret }), "hex");
    const step = matchTotp(key, code, Date.now());
    if (step === undefined) return false;
    const taken = await db
      .updateTable("secondFactor")
      .set({ lastStep: step })
      .where("userId", "=", userId)
      .where("lastStep", "<", step)
      .executeTakeFirst();
    return taken.numUpdatedRows > 0n;
  };

  const takeBackup = async (userId: string, code: string): Promise<boolean> => {
    const row = await rows(userId).select("backupCodes").executeTakeFirst();
    if (row === undefined) return false;
    const left = JSON.parse(row.backupCodes) as string[];
    const hash = hashOf(userId, code);
    if (!left.includes(hash)) return false;
    const taken = await db
      .updateTable("secondFactor")
      .set({ backupCodes: JSON.stringify(left.filter((other) => other !== hash)) })
      .where("userId", "=", userId)
      // Of two who come with codes at once, one goes on and the other tries again.
      .where("backupCodes", "=", row.backupCodes)
      .executeTakeFirst();
    return taken.numUpdatedRows > 0n;
  };

  return {
    isOn,

    async start(userId, email) {
      if (await isOn(userId))
        throw new AppError("CONFLICT", "Signing in asks for a code already. Stop that first to use another app.");
      const key = newTotpSecret();
      const { codes, stored } = newCodes(userId);
      const row = {
        secret: await symmetricEncrypt({ key: secret, data: key.toString("hex") }),
        confirmedAt: null,
        lastStep: 0,
        backupCodes: stored,
      };
      await db
        .insertInto("secondFactor")
        .values({ userId, ...row })
        .onConflict((conflict) => conflict.column("userId").doUpdateSet(row))
        .execute();
      return { uri: totpUri(key, email), backupCodes: codes };
    },

    async finish(userId, code) {
      if (await isOn(userId)) throw new AppError("CONFLICT", "Signing in asks for a code already.");
      if ((await rows(userId).select("userId").executeTakeFirst()) === undefined)
        throw new AppError("CONFLICT", "Begin again: there is no key to confirm.");
      if (!(await takeTotp(userId, code)))
        throw new AppError("INVALID", "That is not the code that the app shows now. Check the clock of the phone.", [
          { path: "code", message: "is not right; if the app shows it now, check the clock of the phone" },
        ]);
      await db
        .updateTable("secondFactor")
        .set({ confirmedAt: new Date().toISOString() })
        .where("userId", "=", userId)
        .execute();
    },

    async take(userId, code) {
      if (!(await isOn(userId))) return false;
      return /^\d{6}$/.test(code) ? takeTotp(userId, code) : takeBackup(userId, code);
    },

    async stop(userId) {
      await db.deleteFrom("secondFactor").where("userId", "=", userId).execute();
    },

    async renewCodes(userId) {
      const { codes, stored } = newCodes(userId);
      const renewed = await db
        .updateTable("secondFactor")
        .set({ backupCodes: stored })
        .where("userId", "=", userId)
        .where("confirmedAt", "is not", null)
        .executeTakeFirst();
      if (renewed.numUpdatedRows === 0n) throw new AppError("CONFLICT", "Signing in asks for no code yet.");
      return codes;
    },
  };
}
