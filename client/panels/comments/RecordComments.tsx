import { useState } from "react";
import type { RecordRef } from "../../../shared/model/kinds.ts";
import { useCanComment } from "../../state/useMap.ts";
import { Section } from "../Section.tsx";
import { CommentForm } from "./CommentForm.tsx";
import classes from "./Comments.module.css";
import { ThreadView } from "./ThreadView.tsx";
import { useCommenting, useThreads } from "./useComments.ts";

/** The threads about one record; those that are resolved are folded away. */
export function RecordComments({ about }: { about: RecordRef }) {
  const threads = useThreads();
  const canComment = useCanComment();
  const commenting = useCommenting();
  const [all, setAll] = useState(false);
  const own = (threads.data ?? []).filter(
    (thread) => thread.about?.kind === about.kind && thread.about.id === about.id,
  );
  const open = own.filter(({ resolved }) => resolved === null);
  const done = own.length - open.length;
  if (!canComment && own.length === 0) return undefined;
  return (
    <Section title={open.length === 0 ? "Comments" : `Comments (${open.length})`}>
      {(all ? own : open).map((thread) => (
        <ThreadView key={thread.id} thread={thread} />
      ))}
      {threads.error !== null && (
        <p className={classes.quiet}>Comments cannot be read right now. {threads.error.message}</p>
      )}
      {done > 0 && (
        <button type="button" className={classes.link} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? "Hide what is resolved" : `Show ${done} resolved`}
        </button>
      )}
      {canComment && (
        <CommentForm label="Comment" submit="Comment" onSubmit={(text) => commenting.begin(text, about)} />
      )}
    </Section>
  );
}
