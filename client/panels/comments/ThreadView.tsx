import { useState } from "react";
import type { Comment, Thread } from "../../../shared/api/comments.ts";
import { AppError } from "../../../shared/errors.ts";
import { showError } from "../../state/notices.ts";
import { useCanComment, useMap } from "../../state/useMap.ts";
import { PersonAvatar } from "../../ui/PersonAvatar.tsx";
import { timeAgo } from "../../ui/timeAgo.ts";
import { CommentForm } from "./CommentForm.tsx";
import classes from "./Comments.module.css";
import { useCommenting } from "./useComments.ts";

const gone = { name: "Somebody who left", color: "var(--kept-line-strong)" };

/** One thread: what was said, in order, and what may be done about it. */
export function ThreadView({ thread }: { thread: Thread }) {
  const { id, comments, resolved } = thread;
  const canComment = useCanComment();
  const commenting = useCommenting();
  const [answering, setAnswering] = useState(false);
  return (
    <article className={classes.thread} data-resolved={resolved !== null || undefined} aria-label="Thread">
      <ol className={classes.comments}>
        {comments.map((comment) => (
          <CommentView key={comment.id} comment={comment} />
        ))}
      </ol>
      {resolved !== null && (
        <p className={classes.quiet}>
          Resolved {resolved.by === null ? "" : `by ${resolved.by} `}
          {timeAgo(resolved.at)}
        </p>
      )}
      {canComment &&
        (answering ? (
          <CommentForm
            label="Answer"
            submit="Answer"
            takesFocus
            onSubmit={(text) => commenting.answer(id, text)}
            onCancel={() => setAnswering(false)}
          />
        ) : (
          <span className={classes.links}>
            <button type="button" className={classes.link} onClick={() => setAnswering(true)}>
              Answer
            </button>
            <button
              type="button"
              className={classes.link}
              onClick={() => void said(commenting.resolve(id, resolved === null))}
            >
              {resolved === null ? "Resolve" : "Open again"}
            </button>
          </span>
        ))}
    </article>
  );
}

function CommentView({ comment }: { comment: Comment }) {
  const { id, by, text, at, changedAt } = comment;
  const { me, role } = useMap();
  const canComment = useCanComment();
  const commenting = useCommenting();
  const [changing, setChanging] = useState(false);
  const person = by ?? gone;
  const isMine = canComment && by?.id === me.id;
  const mayDelete = isMine || role === "owner";
  if (text === "") return <li className={classes.quiet}>This comment was deleted.</li>;
  return (
    <li className={classes.comment}>
      <span className={classes.who}>
        <PersonAvatar name={person.name} color={person.color} size={20} />
        <span className={classes.name}>{person.name}</span>
        <time className={classes.time} dateTime={at} title={new Date(at).toLocaleString()}>
          {timeAgo(at)}
          {changedAt !== null && ", changed"}
        </time>
      </span>
      {changing ? (
        <CommentForm
          label="Your comment"
          submit="Save"
          initial={text}
          takesFocus
          onSubmit={(next) => commenting.change(id, next)}
          onCancel={() => setChanging(false)}
        />
      ) : (
        <p className={classes.text}>{text}</p>
      )}
      {!changing && (isMine || mayDelete) && (
        <span className={classes.links}>
          {isMine && (
            <button type="button" className={classes.link} onClick={() => setChanging(true)}>
              Change
            </button>
          )}
          {mayDelete && <DeleteLink onDelete={() => said(commenting.remove(id))} />}
        </span>
      )}
    </li>
  );
}

/** A comment that is deleted cannot be had back, so it takes a second press. */
function DeleteLink({ onDelete }: { onDelete: () => Promise<void> }) {
  const [sure, setSure] = useState(false);
  return (
    <button
      type="button"
      className={sure ? classes.danger : classes.link}
      onBlur={() => setSure(false)}
      onClick={() => (sure ? void onDelete() : setSure(true))}
    >
      {sure ? "Delete it for good" : "Delete"}
    </button>
  );
}

/** Says it when something was refused. */
async function said(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    showError("That was not done", error.message);
  }
}
