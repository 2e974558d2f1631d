import { useState } from "react";
import type { Thread } from "../../../shared/api/comments.ts";
import { type Kind, kinds } from "../../../shared/model/kinds.ts";
import { useCanComment, useRecord } from "../../state/useMap.ts";
import { Empty, Fold } from "../Section.tsx";
import { useShow } from "../useShow.ts";
import { CommentForm } from "./CommentForm.tsx";
import classes from "./Comments.module.css";
import { ThreadView } from "./ThreadView.tsx";
import { useCommenting, useThreads } from "./useComments.ts";

/** Every thread of the map, each under what it is about; what is resolved on request. */
export function MapComments() {
  const threads = useThreads();
  const canComment = useCanComment();
  const commenting = useCommenting();
  const [all, setAll] = useState(false);
  const every = threads.data ?? [];
  const open = every.filter(({ resolved }) => resolved === null);
  const done = every.length - open.length;
  return (
    <Fold title="Comments" note={open.length > 0 ? `${open.length} open` : undefined}>
      {threads.error !== null && <Empty>Comments cannot be read right now. {threads.error.message}</Empty>}
      {threads.data !== undefined && every.length === 0 && (
        <Empty>
          {canComment
            ? "Nobody has commented yet. Select something to comment on it, or say something about the whole map here."
            : "Nobody has commented yet."}
        </Empty>
      )}
      {(all ? every : open).map((thread) => (
        <div key={thread.id} className={classes.placed}>
          <About about={thread.about} />
          <ThreadView thread={thread} />
        </div>
      ))}
      {done > 0 && (
        <button type="button" className={classes.link} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? "Hide what is resolved" : `Show ${done} resolved`}
        </button>
      )}
      {canComment && (
        <CommentForm
          label="Comment on the whole map"
          submit="Comment"
          onSubmit={(text) => commenting.begin(text, undefined)}
        />
      )}
    </Fold>
  );
}

function About({ about }: { about: Thread["about"] }) {
  const show = useShow();
  const kind = about?.kind as Kind | undefined;
  const record = useRecord(kind ?? "touchpoint", about?.id);
  if (about === null || kind === undefined) return <span className={classes.quiet}>The whole map</span>;
  const { word } = kinds[kind];
  if (record === undefined) return <span className={classes.quiet}>A {word} that was deleted</span>;
  return (
    <button type="button" className={classes.link} onClick={() => show({ kind, id: about.id })}>
      {nameOf(record) ?? `A ${word}`}
    </button>
  );
}

function nameOf(record: object): string | undefined {
  for (const field of ["title", "name", "statement", "text", "label"] as const) {
    const value = (record as Record<string, unknown>)[field];
    if (typeof value === "string" && value.trim() !== "") return value.length > 80 ? `${value.slice(0, 79)}…` : value;
  }
  return undefined;
}
