import { limits } from "../../shared/limits.ts";
import type { Database } from "./database.ts";
import type { CommentTable } from "./schema.ts";

export type CommentRow = Omit<CommentTable, "mapId">;

/** A comment with the names that its people have today; null when somebody is gone. */
export interface NamedCommentRow extends CommentRow {
  authorName: string | null;
  resolverName: string | null;
}

/** The comments on maps. A thread is its first comment and the answers to it. */
export interface Comments {
  /** The threads of a map, those not resolved first and each kind newest first; within a thread in the order written. */
  list(mapId: string): Promise<NamedCommentRow[]>;
  thread(mapId: string, threadId: string): Promise<NamedCommentRow[]>;
  read(mapId: string, id: string): Promise<CommentRow | undefined>;
  /** How many a map has, and how many of them are one person's. */
  count(mapId: string, authorId: string): Promise<{ ofMap: number; ofAuthor: number }>;
  /** Does nothing when the id is there already. */
  add(mapId: string, row: CommentRow): Promise<void>;
  change(mapId: string, id: string, text: string, at: string): Promise<void>;
  /** Takes a comment away; the first of a thread with answers leaves an empty one, and an empty first goes with the last. */
  remove(mapId: string, id: string, at: string): Promise<void>;
  resolve(mapId: string, threadId: string, by: { id: string; at: string } | undefined): Promise<void>;
}

export function openComments(db: Database): Comments {
  const ofMap = (mapId: string) => db.selectFrom("comment").where("comment.mapId", "=", mapId);
  const named = (mapId: string) =>
    ofMap(mapId)
      .leftJoin("user", "user.id", "comment.authorId")
      .leftJoin("guest", "guest.id", "comment.authorId")
      .leftJoin("user as resolver", "resolver.id", "comment.resolvedBy")
      .leftJoin("guest as resolvingGuest", "resolvingGuest.id", "comment.resolvedBy")
      .selectAll("comment")
      .select((row) => [
        row.fn.coalesce("user.name", "guest.name").as("authorName"),
        row.fn.coalesce("resolver.name", "resolvingGuest.name").as("resolverName"),
      ])
      .orderBy("comment.createdAt")
      .orderBy("comment.id");
  const one = (mapId: string, id: string) => ofMap(mapId).where("comment.id", "=", id);

  return {
    async list(mapId) {
      const threads = await ofMap(mapId)
        .whereRef("comment.id", "=", "comment.threadId")
        .select("comment.id")
        .orderBy((row) => row.case().when("comment.resolvedAt", "is", null).then(0).else(1).end())
        .orderBy("comment.createdAt", "desc")
        .limit(limits.threadsListed)
        .execute();
      if (threads.length === 0) return [];
      const place = new Map(threads.map(({ id }, index) => [id, index]));
      const rows = await named(mapId)
        .where("comment.threadId", "in", [...place.keys()])
        .execute();
      return rows.toSorted((a, b) => (place.get(a.threadId) ?? 0) - (place.get(b.threadId) ?? 0));
    },

    thread: (mapId, threadId) => named(mapId).where("comment.threadId", "=", threadId).execute(),

    read: (mapId, id) => one(mapId, id).selectAll().executeTakeFirst(),

    async count(mapId, authorId) {
      const counted = async (rows: ReturnType<typeof ofMap>) => {
        const all = await rows.select((row) => row.fn.countAll<number | string>().as("n")).executeTakeFirst();
        return Number(all?.n ?? 0);
      };
      return {
        ofMap: await counted(ofMap(mapId)),
        ofAuthor: await counted(ofMap(mapId).where("authorId", "=", authorId)),
      };
    },

    async add(mapId, row) {
      await db
        .insertInto("comment")
        .values({ mapId, ...row })
        .onConflict((conflict) => conflict.columns(["mapId", "id"]).doNothing())
        .execute();
    },

    async change(mapId, id, text, at) {
      await db
        .updateTable("comment")
        .set({ text, changedAt: at })
        .where("mapId", "=", mapId)
        .where("id", "=", id)
        .execute();
    },

    remove: (mapId, id, at) =>
      db.transaction().execute(async (transaction) => {
        const inMap = transaction.selectFrom("comment").where("mapId", "=", mapId);
        const removed = await inMap.where("id", "=", id).select("threadId").executeTakeFirst();
        if (removed === undefined) return;
        const { threadId } = removed;
        const drop = (which: string) =>
          transaction.deleteFrom("comment").where("mapId", "=", mapId).where("id", "=", which).execute();
        if (id !== threadId) await drop(id);
        const thread = await inMap.where("threadId", "=", threadId).select(["id", "text"]).execute();
        const first = thread.find((each) => each.id === threadId);
        if (thread.length === 1 && (id === threadId || first?.text === "")) await drop(threadId);
        else if (id === threadId)
          await transaction
            .updateTable("comment")
            .set({ text: "", changedAt: at })
            .where("mapId", "=", mapId)
            .where("id", "=", id)
            .execute();
      }),

    async resolve(mapId, threadId, by) {
      await db
        .updateTable("comment")
        .set({ resolvedAt: by?.at ?? null, resolvedBy: by?.id ?? null })
        .where("mapId", "=", mapId)
        .where("id", "=", threadId)
        .execute();
    },
  };
}
