import type { Kysely, Migration } from "kysely";

/** The workspace that every studio begins with. */
export const firstWorkspaceId = "first";

/** Workspaces, roles, invitations, tokens, second factors, the log of who did what. */
export const peopleMigration: Migration = {
  // oxlint-disable-next-line typescript/no-explicit-any -- a step sees the tables as they were then.
  async up(db: Kysely<any>) {
    const now = new Date().toISOString();
    const { schema } = db;
    await schema
      .alterTable("user")
      .addColumn("isAdmin", "integer", (column) => column.notNull().defaultTo(0))
      .execute();
    await schema.alterTable("user").addColumn("disabledAt", "text").execute();
    await schema.alterTable("shareLink").addColumn("passwordHash", "text").execute();
    await schema
      .createTable("workspace")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("createdAt", "text", (column) => column.notNull())
      .execute();
    await schema
      .alterTable("map")
      .addColumn("workspaceId", "text", (column) => column.notNull().defaultTo(firstWorkspaceId))
      .execute();
    await schema.createIndex("map-workspace").on("map").column("workspaceId").execute();
    await schema
      .createTable("workspaceMember")
      .addColumn("workspaceId", "text", (column) => column.notNull().references("workspace.id").onDelete("cascade"))
      .addColumn("userId", "text", (column) => column.notNull().references("user.id").onDelete("cascade"))
      .addColumn("role", "text", (column) => column.notNull())
      .addColumn("since", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("workspaceMember-key", ["workspaceId", "userId"])
      .execute();
    await schema.createIndex("workspaceMember-user").on("workspaceMember").column("userId").execute();
    await schema
      .createTable("mapMember")
      .addColumn("mapId", "text", (column) => column.notNull().references("map.id").onDelete("cascade"))
      .addColumn("userId", "text", (column) => column.notNull().references("user.id").onDelete("cascade"))
      .addColumn("role", "text", (column) => column.notNull())
      .addColumn("since", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("mapMember-key", ["mapId", "userId"])
      .execute();
    await schema.createIndex("mapMember-user").on("mapMember").column("userId").execute();
    await schema
      .createTable("accountLink")
      .addColumn("userId", "text", (column) => column.notNull().references("user.id").onDelete("cascade"))
      .addColumn("linkId", "text", (column) => column.notNull().references("shareLink.id").onDelete("cascade"))
      .addPrimaryKeyConstraint("accountLink-key", ["userId", "linkId"])
      .execute();
    await schema.createIndex("accountLink-link").on("accountLink").column("linkId").execute();
    await schema
      .createTable("invitation")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("email", "text", (column) => column.notNull())
      .addColumn("tokenHash", "text", (column) => column.notNull().unique())
      .addColumn("workspaceId", "text", (column) => column.references("workspace.id").onDelete("cascade"))
      .addColumn("mapId", "text", (column) => column.references("map.id").onDelete("cascade"))
      .addColumn("role", "text")
      .addColumn("invitedBy", "text")
      .addColumn("isMailed", "integer", (column) => column.notNull())
      .addColumn("createdAt", "text", (column) => column.notNull())
      .addColumn("expiresAt", "text", (column) => column.notNull())
      .execute();
    await schema.createIndex("invitation-email").on("invitation").column("email").execute();
    await schema
      .createTable("apiToken")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("userId", "text", (column) => column.notNull().references("user.id").onDelete("cascade"))
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("scope", "text", (column) => column.notNull())
      .addColumn("tokenHash", "text", (column) => column.notNull().unique())
      .addColumn("createdAt", "text", (column) => column.notNull())
      .addColumn("expiresAt", "text", (column) => column.notNull())
      .addColumn("lastUsedAt", "text")
      .execute();
    await schema.createIndex("apiToken-user").on("apiToken").column("userId").execute();
    await schema
      .createTable("secondFactor")
      .addColumn("userId", "text", (column) => column.primaryKey().references("user.id").onDelete("cascade"))
      .addColumn("secret", "text", (column) => column.notNull())
      .addColumn("confirmedAt", "text")
      .addColumn("lastStep", "integer", (column) => column.notNull())
      .addColumn("backupCodes", "text", (column) => column.notNull())
      .execute();
    await schema
      .createTable("auditEntry")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("at", "text", (column) => column.notNull())
      .addColumn("actorId", "text")
      .addColumn("actorKind", "text")
      .addColumn("action", "text", (column) => column.notNull())
      .addColumn("objectKind", "text")
      .addColumn("objectId", "text")
      .addColumn("workspaceId", "text")
      .addColumn("mapId", "text")
      .addColumn("address", "text")
      .addColumn("result", "text", (column) => column.notNull())
      .addColumn("details", "text", (column) => column.notNull())
      .execute();
    await schema.createIndex("auditEntry-workspace").on("auditEntry").columns(["workspaceId", "id"]).execute();
    await schema.createIndex("auditEntry-map").on("auditEntry").columns(["mapId", "id"]).execute();
    await schema.createIndex("auditEntry-actor").on("auditEntry").columns(["actorId", "id"]).execute();

    await db.insertInto("workspace").values({ id: firstWorkspaceId, name: "Our journeys", createdAt: now }).execute();
    // Until now there was one account at most, and it could do everything.
    await db.updateTable("user").set({ isAdmin: 1, emailVerified: 1 }).execute();
    const users: { id: string }[] = await db.selectFrom("user").select("id").execute();
    for (const { id } of users)
      await db
        .insertInto("workspaceMember")
        .values({ workspaceId: firstWorkspaceId, userId: id, role: "owner", since: now })
        .execute();
  },
};
