import { useState } from "react";
import { goodPhrases, type PhraseLanguage, phraseLanguages } from "../../../shared/recovery/phrases.ts";
import type { Phase } from "../../../shared/recovery/phases.ts";
import { SelectField } from "../fields/SelectField.tsx";
import { Fold } from "../Section.tsx";
import playClasses from "./Plays.module.css";
import classes from "./StepItem.module.css";

const languages = Object.keys(phraseLanguages) as PhraseLanguage[];

/** The language chosen last, for the next step, too. */
let lastLanguage: PhraseLanguage | undefined;

interface PhrasesProps {
  phase: Phase;
  /** Questions are offered only once somebody acknowledges. */
  asksAllowed: boolean;
  onTake: (sentence: string) => void;
}

/** Good sentences for a step; a press puts one into what to say. */
export function Phrases({ phase, asksAllowed, onTake }: PhrasesProps) {
  const [language, setLanguage] = useState<PhraseLanguage>(lastLanguage ?? ownLanguage());
  const all = goodPhrases[language][phase];
  const offered = asksAllowed ? all : all.filter((sentence) => !sentence.includes("?"));
  return (
    <Fold title="Good sentences" note={phraseLanguages[language]}>
      <SelectField
        label="Language"
        isView
        value={language}
        options={languages.map((each) => ({ value: each, label: phraseLanguages[each] }))}
        onCommit={(next) => {
          if (next === null) return;
          lastLanguage = next;
          setLanguage(next);
        }}
      />
      {offered.length < all.length && (
        <p className={playClasses.lead}>
          Questions are offered once a step acknowledges: asked before, they sound like doubt.
        </p>
      )}
      <ul className={classes.phrases}>
        {offered.map((sentence) => (
          <li key={sentence}>
            <button type="button" className={classes.phrase} lang={language} onClick={() => onTake(sentence)}>
              {sentence}
            </button>
          </li>
        ))}
      </ul>
    </Fold>
  );
}

function ownLanguage(): PhraseLanguage {
  const [own = "en"] = navigator.language.toLowerCase().split("-");
  return languages.find((each) => each === own || (each === "nb" && own === "no")) ?? "en";
}
