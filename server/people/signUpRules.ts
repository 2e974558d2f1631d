import { type StudioSettings, studioSettings } from "../../shared/api/workspaces.ts";
import type { Database } from "../store/database.ts";

/** How the studio takes in new people. */
export interface SignUpRules {
  read(): Promise<StudioSettings>;
  write(settings: StudioSettings): Promise<void>;
}

const key = "people";

const atFirst: StudioSettings = { signUp: "invitation", domains: [], domainWorkspace: null, domainRole: "viewer" };

export function openSignUpRules(db: Database): SignUpRules {
  return {
    async read() {
      const row = await db.selectFrom("setting").where("key", "=", key).select("value").executeTakeFirst();
      const stored = studioSettings.safeParse(row === undefined ? undefined : JSON.parse(row.value));
      return stored.success ? stored.data : atFirst;
    },

    async write(settings) {
      const value = JSON.stringify(settings);
      await db
        .insertInto("setting")
        .values({ key, value })
        .onConflict((conflict) => conflict.column("key").doUpdateSet({ value }))
        .execute();
    },
  };
}

/** Whether somebody with that address may ask for an invitation. */
export function takesDomainOf({ signUp, domains }: StudioSettings, email: string): boolean {
  return signUp === "domain" && domains.includes(email.slice(email.lastIndexOf("@") + 1).toLowerCase());
}
