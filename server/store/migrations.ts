import type { Kysely, Migration } from "kysely";
import { peopleMigration } from "./peopleMigration.ts";

/**
 * Every step of the schema, in the order of their names; a step that was released is never changed. Only column types
 * that SQLite and PostgreSQL share.
 */
export const migrations: Record<string, Migration> = {
  "001-identity": {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable("user")
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("name", "text", (column) => column.notNull())
        .addColumn("email", "text", (column) => column.notNull().unique())
        .addColumn("emailVerified", "integer", (column) => column.notNull())
        .addColumn("image", "text")
        .addColumn("createdAt", "text", (column) => column.notNull())
        .addColumn("updatedAt", "text", (column) => column.notNull())
        .execute();
      await db.schema
        .createTable("session")
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("userId", "text", (column) => column.notNull().references("user.id").onDelete("cascade"))
        .addColumn("token", "text", (column) => column.notNull().unique())
        .addColumn("expiresAt", "text", (column) => column.notNull())
        .addColumn("ipAddress", "text")
        .addColumn("userAgent", "text")
        .addColumn("createdAt", "text", (column) => column.notNull())
        .addColumn("updatedAt", "text", (column) => column.notNull())
        .execute();
      await db.schema.createIndex("session-user").on("session").column("userId").execute();
      await db.schema
        .createTable("account")
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("userId", "text", (column) => column.notNull().references("user.id").onDelete("cascade"))
        .addColumn("accountId", "text", (column) => column.notNull())
        .addColumn("providerId", "text", (column) => column.notNull())
        .addColumn("accessToken", "text")
        .addColumn("refreshToken", "text")
        .addColumn("idToken", "text")
        .addColumn("accessTokenExpiresAt", "text")
        .addColumn("refreshTokenExpiresAt", "text")
        .addColumn("scope", "text")
        .addColumn("password", "text")
        .addColumn("createdAt", "text", (column) => column.notNull())
        .addColumn("updatedAt", "text", (column) => column.notNull())
        .execute();
      await db.schema.createIndex("account-user").on("account").column("userId").execute();
      await db.schema
        .createTable("verification")
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("identifier", "text", (column) => column.notNull())
        .addColumn("value", "text", (column) => column.notNull())
        .addColumn("expiresAt", "text", (column) => column.notNull())
        .addColumn("createdAt", "text", (column) => column.notNull())
        .addColumn("updatedAt", "text", (column) => column.notNull())
        .execute();
      await db.schema.createIndex("verification-identifier").on("verification").column("identifier").execute();
    },
  },
  "002-maps-and-guests": {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable("map")
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("title", "text", (column) => column.notNull())
        .addColumn("summary", "text", (column) => column.notNull())
        .addColumn("createdAt", "text", (column) => column.notNull())
        .addColumn("updatedAt", "text", (column) => column.notNull())
        .addColumn("deletedAt", "text")
        .execute();
      await db.schema
        .createTable("shareLink")
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("mapId", "text", (column) => column.notNull().references("map.id").onDelete("cascade"))
        .addColumn("role", "text", (column) => column.notNull())
        .addColumn("tokenHash", "text", (column) => column.notNull().unique())
        .addColumn("createdAt", "text", (column) => column.notNull())
        .addColumn("expiresAt", "text", (column) => column.notNull())
        .addColumn("revokedAt", "text")
        .execute();
      await db.schema.createIndex("shareLink-map").on("shareLink").column("mapId").execute();
      await db.schema
        .createTable("guest")
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("name", "text", (column) => column.notNull())
        .addColumn("tokenHash", "text", (column) => column.notNull().unique())
        .addColumn("createdAt", "text", (column) => column.notNull())
        .addColumn("seenAt", "text", (column) => column.notNull())
        .execute();
      await db.schema
        .createTable("guestLink")
        .addColumn("guestId", "text", (column) => column.notNull().references("guest.id").onDelete("cascade"))
        .addColumn("linkId", "text", (column) => column.notNull().references("shareLink.id").onDelete("cascade"))
        .addPrimaryKeyConstraint("guestLink-key", ["guestId", "linkId"])
        .execute();
      await db.schema.createIndex("guestLink-link").on("guestLink").column("linkId").execute();
      await db.schema
        .createTable("ticket")
        .addColumn("tokenHash", "text", (column) => column.primaryKey())
        .addColumn("mapId", "text", (column) => column.notNull().references("map.id").onDelete("cascade"))
        .addColumn("holder", "text", (column) => column.notNull())
        .addColumn("expiresAt", "text", (column) => column.notNull())
        .execute();
    },
  },
  "003-content-hash": {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable("map").addColumn("contentHash", "text").execute();
    },
  },
  "004-play-runs": {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable("playRun")
        .addColumn("mapId", "text", (column) => column.notNull().references("map.id").onDelete("cascade"))
        .addColumn("id", "text", (column) => column.notNull())
        .addColumn("playId", "text", (column) => column.notNull())
        .addColumn("authorId", "text", (column) => column.notNull())
        .addColumn("authorName", "text", (column) => column.notNull())
        .addColumn("startedAt", "text", (column) => column.notNull())
        .addColumn("data", "text", (column) => column.notNull())
        .addColumn("updatedAt", "text", (column) => column.notNull())
        .addPrimaryKeyConstraint("playRun-key", ["mapId", "id"])
        .execute();
      await db.schema.createIndex("playRun-started").on("playRun").columns(["mapId", "startedAt"]).execute();
    },
  },
  "005-exercises": {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable("exercise")
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("mapId", "text", (column) => column.notNull().references("map.id").onDelete("cascade"))
        .addColumn("title", "text", (column) => column.notNull())
        .addColumn("summary", "text", (column) => column.notNull())
        .addColumn("createdBy", "text", (column) => column.notNull())
        .addColumn("createdAt", "text", (column) => column.notNull())
        .addColumn("endedAt", "text")
        .execute();
      await db.schema.createIndex("exercise-map").on("exercise").column("mapId").execute();
      await db.schema
        .createTable("exerciseEvent")
        .addColumn("exerciseId", "text", (column) => column.notNull().references("exercise.id").onDelete("cascade"))
        .addColumn("seq", "integer", (column) => column.notNull())
        .addColumn("key", "text", (column) => column.notNull())
        .addColumn("at", "text", (column) => column.notNull())
        .addColumn("by", "text", (column) => column.notNull())
        .addColumn("act", "text", (column) => column.notNull())
        .addPrimaryKeyConstraint("exerciseEvent-key", ["exerciseId", "seq"])
        .addUniqueConstraint("exerciseEvent-once", ["exerciseId", "key"])
        .execute();
    },
  },
  "006-settings": {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable("setting")
        .addColumn("key", "text", (column) => column.primaryKey())
        .addColumn("value", "text", (column) => column.notNull())
        .execute();
    },
  },
  "007-people": peopleMigration,
  "008-versions": {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable("mapVersion")
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("mapId", "text", (column) => column.notNull().references("map.id").onDelete("cascade"))
        .addColumn("kind", "text", (column) => column.notNull())
        .addColumn("name", "text")
        .addColumn("at", "text", (column) => column.notNull())
        .addColumn("by", "text")
        .addColumn("ofAt", "text")
        .addColumn("contributors", "text", (column) => column.notNull())
        .addColumn("generation", "text", (column) => column.notNull())
        .addColumn("seq", "integer", (column) => column.notNull())
        .addColumn("lastChange", "integer", (column) => column.notNull())
        .addColumn("summary", "text", (column) => column.notNull())
        .addColumn("state", "text", (column) => column.notNull())
        .execute();
      await db.schema.createIndex("mapVersion-map").on("mapVersion").columns(["mapId", "at"]).execute();
      await db.schema
        .createTable("mapJournal")
        .addColumn("mapId", "text", (column) => column.primaryKey().references("map.id").onDelete("cascade"))
        .addColumn("generation", "text", (column) => column.notNull())
        .addColumn("seq", "integer", (column) => column.notNull())
        .addColumn("lastChange", "integer", (column) => column.notNull())
        .addColumn("state", "text", (column) => column.notNull())
        .execute();
      await db.schema
        .createTable("mapChange")
        .addColumn("mapId", "text", (column) => column.notNull().references("map.id").onDelete("cascade"))
        .addColumn("n", "integer", (column) => column.notNull())
        .addColumn("at", "text", (column) => column.notNull())
        .addColumn("by", "text", (column) => column.notNull())
        .addColumn("kind", "text", (column) => column.notNull())
        .addColumn("recordId", "text", (column) => column.notNull())
        .addColumn("touchpoint", "text")
        .addColumn("title", "text", (column) => column.notNull())
        .addColumn("verb", "text", (column) => column.notNull())
        .addColumn("fields", "text", (column) => column.notNull())
        .addPrimaryKeyConstraint("mapChange-key", ["mapId", "n"])
        .execute();
      await db.schema
        .createIndex("mapChange-record")
        .on("mapChange")
        .columns(["mapId", "kind", "recordId", "n"])
        .execute();
      await db.schema
        .createIndex("mapChange-touchpoint")
        .on("mapChange")
        .columns(["mapId", "touchpoint", "n"])
        .execute();
    },
  },
  "012-comments": {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable("comment")
        .addColumn("mapId", "text", (column) => column.notNull().references("map.id").onDelete("cascade"))
        .addColumn("id", "text", (column) => column.notNull())
        .addColumn("threadId", "text", (column) => column.notNull())
        .addColumn("aboutKind", "text")
        .addColumn("aboutId", "text")
        .addColumn("authorId", "text", (column) => column.notNull())
        .addColumn("text", "text", (column) => column.notNull())
        .addColumn("createdAt", "text", (column) => column.notNull())
        .addColumn("changedAt", "text")
        .addColumn("resolvedAt", "text")
        .addColumn("resolvedBy", "text")
        .addPrimaryKeyConstraint("comment-key", ["mapId", "id"])
        .execute();
      await db.schema.createIndex("comment-thread").on("comment").columns(["mapId", "threadId"]).execute();
    },
  },
  "015-tries": {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable("tried")
        .addColumn("key", "text", (column) => column.primaryKey())
        .addColumn("count", "integer", (column) => column.notNull())
        .addColumn("until", "text", (column) => column.notNull())
        .execute();
    },
  },
};
