import { addFirstSteps, addTouchpoint } from "../actions/addRecords.ts";
import { useActionContext } from "../actions/useActions.ts";
import { useCanEdit } from "../state/useMap.ts";
import { useScene } from "./canvasContext.ts";
import classes from "./EmptyMap.module.css";

/** What this place is for, and the first step, while there is nothing on the map. */
export function EmptyMap() {
  const context = useActionContext();
  const canEdit = useCanEdit();
  const hasGrid = useScene(({ layout }) => layout.stages.length > 0 && layout.lanes.length > 0);
  const isEmpty = useScene(({ layout }) => layout.curveX.size === 0 && layout.notes.size === 0);
  if (!isEmpty) return null;
  if (!canEdit)
    return <Hint title="Nothing here yet" text="When the team adds stages and touchpoints, they appear here." />;
  return hasGrid ? (
    <Hint
      title="Where do customers meet you first?"
      text="A touchpoint is one such moment. Double-click a cell to add one, or press T."
      label="Add a touchpoint"
      onStart={() => addTouchpoint(context)}
    />
  ) : (
    <Hint
      title="Map the journey"
      text="Stages are the parts of the journey from left to right, in the customer’s words. Start with three and rename them."
      label="Start with three stages"
      onStart={() => addFirstSteps(context)}
    />
  );
}

interface HintProps {
  title: string;
  text: string;
  label?: string;
  onStart?: () => void;
}

function Hint({ title, text, label, onStart }: HintProps) {
  return (
    <section className={classes.hint} aria-label={title}>
      <h2 className={classes.title}>{title}</h2>
      <p className={classes.text}>{text}</p>
      {label !== undefined && (
        <button type="button" className={classes.start} onClick={onStart}>
          {label}
        </button>
      )}
    </section>
  );
}
