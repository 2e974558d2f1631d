import { useRecord } from "../../state/useMap.ts";
import { TextField } from "../fields/TextField.tsx";
import { usePatch } from "../usePatch.ts";
import { PanelFrame } from "./PanelFrame.tsx";

/** A note and its text. */
export function NotePanel({ id }: { id: string }) {
  const note = useRecord("note", id);
  const patch = usePatch("note", id);
  if (note === undefined) return <PanelFrame kind="Note">This note is gone.</PanelFrame>;
  return (
    <PanelFrame kind="Note" deletes={{ refs: [{ kind: "note", id }], what: "note" }}>
      <TextField label="Text" multiline value={note.text} onCommit={(text) => patch({ text: text ?? "" })} />
    </PanelFrame>
  );
}
