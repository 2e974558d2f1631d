import type { Database } from "./database.ts";

/** What the studio remembers of itself, the same for all its nodes. */
export interface Settings {
  read(key: string): Promise<string | undefined>;
  /** Keeps the first value that is given for a key, whoever else gives one at the same time; resolves with it. */
  add(key: string, value: string): Promise<string>;
  put(key: string, value: string): Promise<void>;
  /** The values of all keys that begin so. */
  list(prefix: string): Promise<string[]>;
  /** Deletes all keys that begin so. */
  clear(prefix: string): Promise<void>;
}

export function openSettings(db: Database): Settings {
  const settings: Settings = {
    async read(key) {
      const row = await db.selectFrom("setting").select("value").where("key", "=", key).executeTakeFirst();
      return row?.value;
    },

    async add(key, value) {
      await db
        .insertInto("setting")
        .values({ key, value })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return (await settings.read(key)) ?? value;
    },

    async put(key, value) {
      await db
        .insertInto("setting")
        .values({ key, value })
        .onConflict((conflict) => conflict.column("key").doUpdateSet({ value }))
        .execute();
    },

    async list(prefix) {
      const rows = await db.selectFrom("setting").select("value").where("key", "like", `${prefix}%`).execute();
      return rows.map(({ value }) => value);
    },

    async clear(prefix) {
      await db.deleteFrom("setting").where("key", "like", `${prefix}%`).execute();
    },
  };
  return settings;
}
