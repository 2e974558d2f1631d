import type { Comment, Thread } from "../../shared/api/comments.ts";
import { must } from "../../shared/assert.ts";
import { AppError } from "../../shared/errors.ts";
import { limits } from "../../shared/limits.ts";
import { reaches } from "../auth/roles.ts";
import { colorOf } from "../auth/who.ts";
import type { CommentRow, Comments, NamedCommentRow } from "../store/comments.ts";
import type { Hub } from "../sync/hub.ts";
import { type Handlers, roleHere, userOf } from "./handler.ts";

export interface CommentDeps {
  comments: Comments;
  hub: Pick<Hub, "tell">;
}

type Names = "listComments" | "putComment" | "deleteComment" | "resolveThread";

/** What people say about a map, beside it. */
export function commentHandlers({ comments, hub }: CommentDeps): Handlers<Names> {
  const now = () => new Date().toISOString();

  const mustRead = async (mapId: string, id: string): Promise<CommentRow> => {
    const row = await comments.read(mapId, id);
    if (row === undefined) throw new AppError("NOT_FOUND", "This map has no such comment; it may have been deleted.");
    return row;
  };
  const threadOf = async (mapId: string, id: string): Promise<Thread> =>
    must(threadsOf(await comments.thread(mapId, id))[0], "a thread that was just written is there");
  const tell = (mapId: string) => hub.tell(mapId, { comments: true });

  return {
    listComments: async ({ params }) => threadsOf(await comments.list(params.map)),

    async putComment({ who, request, params: { map, comment: id }, body: { text, thread, about } }) {
      const { id: authorId } = userOf(who);
      const stored = await comments.read(map, id);
      if (stored !== undefined) {
        if (stored.authorId !== authorId) throw new AppError("FORBIDDEN", "This comment is somebody else’s.");
        if (stored.text !== text) await comments.change(map, id, text, now());
      } else {
        const kept = await comments.count(map, authorId);
        if (kept.ofMap >= limits.commentsPerMap)
          throw new AppError("LIMIT", `This map keeps ${limits.commentsPerMap} comments, the most for one.`);
        if (kept.ofAuthor >= limits.commentsPerAuthor && !reaches(roleHere(request), "editor"))
          throw new AppError(
            "LIMIT",
            `This map keeps ${limits.commentsPerAuthor} comments of yours, the most for one person.`,
          );
        if (thread !== undefined) mustBegin(await mustRead(map, thread));
        await comments.add(map, {
          id,
          threadId: thread ?? id,
          aboutKind: about?.kind ?? null,
          aboutId: about?.id ?? null,
          authorId,
          text,
          createdAt: now(),
          changedAt: null,
          resolvedAt: null,
          resolvedBy: null,
        });
        // An answer says that it is not done yet.
        if (thread !== undefined) await comments.resolve(map, thread, undefined);
      }
      tell(map);
      return threadOf(map, stored?.threadId ?? thread ?? id);
    },

    async deleteComment({ who, request, params: { map, comment: id } }) {
      const { authorId } = await mustRead(map, id);
      const isOwn = authorId === userOf(who).id;
      // Taking back one's own words is content, as writing them is.
      request.trail.isNothing = isOwn;
      if (!isOwn && !reaches(roleHere(request), "owner"))
        throw new AppError(
          "FORBIDDEN",
          "This comment is somebody else’s. Only its writer or an owner of the map deletes it.",
        );
      await comments.remove(map, id, now());
      tell(map);
    },

    async resolveThread({ who, params: { map, comment: id }, body: { resolved } }) {
      mustBegin(await mustRead(map, id));
      await comments.resolve(map, id, resolved ? { id: userOf(who).id, at: now() } : undefined);
      tell(map);
      return threadOf(map, id);
    },
  };
}

/** @throws AppError INVALID for an answer, where the beginning of a thread is meant. */
function mustBegin({ id, threadId }: CommentRow): void {
  if (id !== threadId)
    throw new AppError("INVALID", "A thread is named by its first comment; this is an answer in one.");
}

/** Threads in the order in which their first rows come; within one in the order of the rows. */
function threadsOf(rows: readonly NamedCommentRow[]): Thread[] {
  const byThread = new Map<string, NamedCommentRow[]>();
  for (const row of rows) {
    const others = byThread.get(row.threadId);
    if (others === undefined) byThread.set(row.threadId, [row]);
    else others.push(row);
  }
  return [...byThread].flatMap(([id, inThread]) => {
    const first = inThread.find((row) => row.id === id);
    if (first === undefined) return [];
    const { aboutKind, aboutId, resolvedAt, resolverName } = first;
    const about = aboutKind === null || aboutId === null ? null : { kind: aboutKind, id: aboutId };
    const resolved = resolvedAt === null ? null : { at: resolvedAt, by: resolverName };
    return [{ id, about, comments: inThread.map(commentOf), resolved }];
  });
}

function commentOf({ id, authorId, authorName, text, createdAt, changedAt }: NamedCommentRow): Comment {
  const by = authorName === null ? null : { id: authorId, name: authorName, color: colorOf(authorId) };
  return { id, by, text, at: createdAt, changedAt };
}
