import { roleOn, type Who } from "../auth/who.ts";
import { deviceOf } from "../auth/device.ts";
import type { Database } from "../store/database.ts";
import type { Audit } from "./audit.ts";

/** Everything the studio holds about one person, for that person: no secrets, and no content of others. */
export async function myData(
  db: Database,
  audit: Audit,
  who: Extract<Who, { kind: "account" | "guest" }>,
): Promise<Record<string, unknown>> {
  const { id } = who.user;
  const maps = await db
    .selectFrom("map")
    .where("deletedAt", "is", null)
    .select(["id", "title", "workspaceId"])
    .execute();
  const common = {
    exportedAt: new Date().toISOString(),
    maps: maps.flatMap(({ workspaceId, ...map }) => {
      const role = roleOn(who, { id: map.id, workspace: workspaceId });
      return role === undefined ? [] : [{ ...map, role }];
    }),
    runs: (
      await db.selectFrom("playRun").where("authorId", "=", id).select(["mapId", "id", "startedAt", "data"]).execute()
    ).map(({ data, ...run }) => ({ ...run, run: JSON.parse(data) as unknown })),
    rehearsals: await db
      .selectFrom("exercise")
      .where((is) => is.or([is("createdBy", "=", id), is("summary", "like", `%${JSON.stringify(id)}%`)]))
      .select(["mapId", "id", "title", "createdAt", "createdBy"])
      .execute(),
    rehearsalActs: (
      await db
        .selectFrom("exerciseEvent")
        .where("by", "like", `%${JSON.stringify(id)}%`)
        .select(["exerciseId", "seq", "at", "act"])
        .execute()
    ).map(({ act, ...event }) => ({ ...event, act: JSON.parse(act) as unknown })),
    comments: await db
      .selectFrom("comment")
      .where("authorId", "=", id)
      .select(["mapId", "id", "threadId", "aboutKind", "aboutId", "text", "createdAt", "changedAt"])
      .execute(),
    log: await audit.about(id),
  };
  if (who.kind === "guest") {
    const guest = await db.selectFrom("guest").where("id", "=", id).select(["name", "createdAt", "seenAt"]).execute();
    return { guest: { id, ...guest[0] }, ...common };
  }
  const account = await db
    .selectFrom("user")
    .where("id", "=", id)
    .select(["name", "email", "emailVerified", "isAdmin", "createdAt", "updatedAt"])
    .executeTakeFirst();
  const sessions = await db
    .selectFrom("session")
    .where("userId", "=", id)
    .select(["createdAt", "updatedAt", "expiresAt", "ipAddress", "userAgent"])
    .execute();
  return {
    account: { id, ...account },
    signsInBy: await db.selectFrom("account").where("userId", "=", id).select(["providerId", "createdAt"]).execute(),
    secondFactorSince: (
      await db.selectFrom("secondFactor").where("userId", "=", id).select("confirmedAt").executeTakeFirst()
    )?.confirmedAt,
    sessions: sessions.map((session) => ({ ...session, device: deviceOf(session.userAgent ?? "") })),
    workspaces: await db
      .selectFrom("workspaceMember as member")
      .innerJoin("workspace", "workspace.id", "member.workspaceId")
      .where("member.userId", "=", id)
      .select(["workspace.id", "workspace.name", "member.role", "member.since"])
      .execute(),
    mapRoles: await db.selectFrom("mapMember").where("userId", "=", id).select(["mapId", "role", "since"]).execute(),
    linksOpened: await db
      .selectFrom("accountLink")
      .innerJoin("shareLink", "shareLink.id", "accountLink.linkId")
      .where("accountLink.userId", "=", id)
      .select(["shareLink.mapId", "shareLink.role", "shareLink.expiresAt"])
      .execute(),
    tokens: await db
      .selectFrom("apiToken")
      .where("userId", "=", id)
      .select(["name", "scope", "createdAt", "expiresAt", "lastUsedAt"])
      .execute(),
    invitationsSent: await db
      .selectFrom("invitation")
      .where("invitedBy", "=", id)
      .select(["email", "workspaceId", "mapId", "role", "createdAt"])
      .execute(),
    ...common,
  };
}
