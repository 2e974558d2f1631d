import { Trash2, X } from "lucide-react";
import { type ReactNode, Suspense, useEffect, useRef } from "react";
import type { RecordRef } from "../../../shared/model/kinds.ts";
import { useLocalStore } from "../../state/local.ts";
import { useCanEdit } from "../../state/useMap.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { Editing } from "../fields/editing.tsx";
import { lazyPart } from "../../ui/lazyPart.ts";
import { endJump } from "../jump.ts";
import { useDelete } from "../useDelete.ts";
import classes from "./PanelFrame.module.css";

const RecordComments = lazyPart(async () => (await import("../comments/RecordComments.tsx")).RecordComments);
const RecordChanges = lazyPart(async () => (await import("./RecordChanges.tsx")).RecordChanges);

interface PanelFrameProps {
  /** What is shown: “Touchpoint”. */
  kind: string;
  /** What the bin takes away, and its name in the notice. */
  deletes?: { refs: readonly RecordRef[]; what: string };
  children: ReactNode;
}

/** A panel under a line that says what it shows and closes it. */
export function PanelFrame({ kind, deletes, children }: PanelFrameProps) {
  const local = useLocalStore();
  const canEdit = useCanEdit();
  const remove = useDelete();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (endJump(undefined)) heading.current?.focus();
  }, []);
  const only = deletes?.refs.length === 1 ? deletes.refs[0] : undefined;
  return (
    <div>
      <header className={classes.head}>
        <h2 ref={heading} tabIndex={-1} className={classes.kind}>
          {kind}
        </h2>
        {canEdit && deletes !== undefined && (
          <IconButton
            size="small"
            label={`Delete ${kind.slice(0, 1).toLowerCase()}${kind.slice(1)}`}
            icon={Trash2}
            onClick={() => {
              remove(deletes.refs, deletes.what);
              local.getState().select([]);
              local.getState().canvas?.focus();
            }}
          />
        )}
        <IconButton
          size="small"
          label="Close the inspector"
          icon={X}
          onClick={() => {
            local.getState().setInspectorOpen(false);
            local.getState().canvas?.focus();
          }}
        />
      </header>
      <div className={classes.body}>
        {only === undefined ? (
          children
        ) : (
          <Editing kind={only.kind} id={only.id}>
            {children}
            <Suspense>
              <RecordComments about={only} />
              <RecordChanges of={only} />
            </Suspense>
          </Editing>
        )}
      </div>
    </div>
  );
}
