import { useRef, useState } from "react";
import {
  type KanoAnswer,
  type KanoClass,
  kanoAnswers,
  kanoCoefficients,
  kanoOfAnswers,
  kanoOfSurvey,
} from "../../../shared/alignment/kano.ts";
import { Button } from "../../ui/Button.tsx";
import fieldClasses from "../fields/Field.module.css";
import { formatNumber } from "../measure/numbers.ts";
import starterClasses from "../Starter.module.css";
import { useEscape } from "../useEscape.ts";
import { useGiveBackFocus } from "../useGiveBackFocus.ts";
import classes from "./KanoSurvey.module.css";
import { kanoWords } from "./kanoWords.ts";

const answerWords: Readonly<Record<KanoAnswer, string>> = {
  like: "I like it",
  mustBe: "It must be so",
  neutral: "I do not mind",
  liveWith: "I can live with it",
  dislike: "I dislike it",
};

const questions = [
  { name: "present", text: "If it is there, how do you feel?" },
  { name: "absent", text: "If it is not there, how do you feel?" },
] as const;

interface KanoSurveyProps {
  onUse: (kano: KanoClass) => void;
  onClose: () => void;
}

/** Kano's pair of questions, asked of one customer after another; the class most of them chose is offered. */
export function KanoSurvey({ onUse, onClose }: KanoSurveyProps) {
  const box = useRef<HTMLFieldSetElement>(null);
  useEscape(box, onClose);
  useGiveBackFocus(box);
  const [answers, setAnswers] = useState<Partial<Record<"present" | "absent", KanoAnswer>>>({});
  const [counts, setCounts] = useState<Partial<Record<KanoClass, number>>>({});
  const asked = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const { present, absent } = answers;
  const best = kanoOfSurvey(counts);
  const coefficients = kanoCoefficients(counts);

  const count = () => {
    if (present === undefined || absent === undefined) return;
    const kano = kanoOfAnswers(present, absent);
    setCounts({ ...counts, [kano]: (counts[kano] ?? 0) + 1 });
    setAnswers({});
  };

  return (
    <fieldset ref={box} className={starterClasses.starter} aria-label="Two questions for customers">
      {questions.map(({ name, text }) => (
        <label key={name} className={fieldClasses.field}>
          <span className={fieldClasses.label}>{text}</span>
          <select
            className={fieldClasses.control}
            value={answers[name] ?? ""}
            onChange={(event) => setAnswers({ ...answers, [name]: event.target.value as KanoAnswer })}
          >
            <option value="" disabled>
              Choose the customer&apos;s answer
            </option>
            {kanoAnswers.map((answer) => (
              <option key={answer} value={answer}>
                {answerWords[answer]}
              </option>
            ))}
          </select>
        </label>
      ))}
      <div aria-live="polite" className={classes.result}>
        {asked > 0 && best !== undefined && (
          <>
            <span>
              {asked} asked:{" "}
              {kanoWords
                .flatMap(({ value, label }) =>
                  counts[value] ? [`${counts[value]} × ${label.replace(/:.*/u, "")}`] : [],
                )
                .join(", ")}
            </span>
            {coefficients !== undefined && (
              <span>
                Keeping it pleases {formatNumber(coefficients.positive * 100, 0)}%, breaking it hurts{" "}
                {formatNumber(coefficients.negative * 100, 0)}%.
              </span>
            )}
          </>
        )}
      </div>
      <div className={starterClasses.buttons}>
        <Button disabled={present === undefined || absent === undefined} onClick={count}>
          Count this customer
        </Button>
        {best !== undefined && (
          <Button primary onClick={() => onUse(best)}>
            Use “{kanoWords.find(({ value }) => value === best)?.label.replace(/:.*/u, "") ?? best}”
          </Button>
        )}
        <Button onClick={onClose}>Close</Button>
      </div>
    </fieldset>
  );
}
