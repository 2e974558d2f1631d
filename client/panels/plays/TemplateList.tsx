import type { FieldsOf } from "../../../shared/model/kinds.ts";
import { playTemplates } from "../../../shared/recovery/playTemplates.ts";
import { triggerSentence } from "../../../shared/recovery/triggerWords.ts";
import { Button } from "../../ui/Button.tsx";
import { ItemFold } from "../expectation/ItemFold.tsx";
import classes from "./Plays.module.css";
import previewClasses from "./TemplateList.module.css";
import { phaseWords } from "./words.ts";

/** The templates, each opened before it is taken. */
export function TemplateList({ onTake }: { onTake: (fields: FieldsOf<"play">) => boolean }) {
  return (
    <div className={classes.stack} role="group" aria-label="Templates">
      {playTemplates.map(({ id, when, play }) => (
        <ItemFold key={id} title={play.title}>
          <p className={classes.lead}>
            {when}. {triggerSentence(play.trigger)}.
          </p>
          <ol className={previewClasses.steps}>
            {(play.steps ?? []).map(({ phase, text, script }) => (
              <li key={phase}>
                <span className={previewClasses.phase}>{phaseWords[phase]}</span>
                {text}
                {script !== undefined && <span className={previewClasses.script}>“{script}”</span>}
              </li>
            ))}
          </ol>
          <p className={classes.lead}>Owner, limit and rehearsal are yours to add.</p>
          <span>
            <Button primary onClick={() => onTake(play)}>
              Use this template
            </Button>
          </span>
        </ItemFold>
      ))}
    </div>
  );
}
