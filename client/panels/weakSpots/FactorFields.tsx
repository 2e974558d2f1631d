import { type ReactNode } from "react";
import { departmentsAt } from "../../../shared/insights/departmentsAt.ts";
import type { WeakSpot } from "../../../shared/model/kinds.ts";
import { coordinationGrade, newnessGrade, regraded, turnoverGrade } from "../../../shared/risk/factorGrades.ts";
import { useAll, useCanEdit, useMap, useRecord } from "../../state/useMap.ts";
import { Button } from "../../ui/Button.tsx";
import { DateField } from "../fields/DateField.tsx";
import { NumberField } from "../fields/NumberField.tsx";
import { SelectField } from "../fields/SelectField.tsx";
import { ShareField } from "../fields/ShareField.tsx";
import { Term } from "../fields/Term.tsx";
import { Pair } from "../Section.tsx";
import type { TermName } from "../terms.ts";
import { dayOf } from "../today.ts";
import { useExpectations } from "../useOwned.ts";
import classes from "./FactorFields.module.css";
import { gradeText } from "./gradeWords.ts";
import { useAnswer } from "./useAnswer.ts";

const constraints = [
  { value: "0", label: "None or one" },
  { value: "0.5", label: "Two or three" },
  { value: "1", label: "Four or more, or rescheduled while it runs" },
];

/** The four ways to be fragile, asked as plain questions; the answers are graded by the model's thresholds. */
export function FactorFields({ spot }: { spot: WeakSpot }) {
  const { factors = {}, answers = {} } = spot;
  const { mirror } = useMap();
  const answer = useAnswer(spot);
  const touchpoint = useRecord("touchpoint", spot.touchpoint);
  const asOf = dayOf(mirror);
  const now = answers.launchedOn === undefined ? undefined : newnessGrade(answers.launchedOn, asOf);
  const isUnfilled = touchpoint?.roleNeeded !== undefined && touchpoint.roleFilled === false;
  const answerTurnover = (after: typeof answers) => {
    const said = turnoverGrade(answers.turnover, answers.tenureMonths);
    const says = turnoverGrade(after.turnover, after.tenureMonths);
    return answer("turnover", regraded(factors.turnover, said, says), after);
  };
  return (
    <>
      <Question term="scheduling" grade={factors.scheduling} title="How many time constraints hang together?">
        <SelectField
          label="Time constraints"
          hideLabel
          value={factors.scheduling === undefined ? undefined : String(factors.scheduling)}
          empty="Not answered"
          options={constraints}
          onCommit={(next) => answer("scheduling", next === null ? undefined : Number(next))}
        />
      </Question>
      <Question term="coordination" grade={factors.coordination} title="Who must work together here?">
        <Pair>
          {(["departments", "sites"] as const).map((field) => (
            <NumberField
              key={field}
              label={field === "departments" ? "Departments" : "Sites"}
              value={answers[field]}
              whole
              min={0}
              onCommit={(next) => {
                const after = { ...answers, [field]: next ?? undefined };
                const said = coordinationGrade(answers.departments, answers.sites);
                const says = coordinationGrade(after.departments, after.sites);
                return answer("coordination", regraded(factors.coordination, said, says), after);
              }}
            />
          ))}
        </Pair>
        <NamedDepartments spot={spot} />
      </Question>
      <Question term="newness" grade={factors.newness} title="How new is it?">
        <DateField
          label="Launched on"
          value={answers.launchedOn}
          onCommit={(launchedOn) =>
            answer("newness", launchedOn === null ? undefined : newnessGrade(launchedOn, asOf), {
              ...answers,
              launchedOn: launchedOn ?? undefined,
            })
          }
        />
        {now !== undefined && now !== factors.newness && (
          <Hint act={`Grade it ${gradeText(now)}`} onAct={() => answer("newness", now)}>
            It is older now than when it was graded.
          </Hint>
        )}
      </Question>
      <Question term="turnover" grade={factors.turnover} title="How experienced are the people?">
        <Pair>
          <ShareField
            label="Leave a year"
            value={answers.turnover}
            most={10}
            onCommit={(next) => {
              const after = { ...answers, turnover: next ?? undefined };
              return answerTurnover(after);
            }}
          />
          <NumberField
            label="Half are here for less than"
            value={answers.tenureMonths}
            min={0}
            suffix="months"
            onCommit={(next) => {
              const after = { ...answers, tenureMonths: next ?? undefined };
              return answerTurnover(after);
            }}
          />
        </Pair>
        {isUnfilled && factors.turnover !== 1 && (
          <Hint act="Grade it 1" onAct={() => answer("turnover", 1)}>
            The role “{touchpoint.roleNeeded}” is not filled here.
          </Hint>
        )}
      </Question>
    </>
  );
}

/** Offers the number of departments that the map names at the touchpoint. */
function NamedDepartments({ spot }: { spot: WeakSpot }) {
  const { mirror } = useMap();
  const answer = useAnswer(spot);
  const expectations = useExpectations(spot.touchpoint);
  const promises = useAll("promise");
  const touchpoint = useRecord("touchpoint", spot.touchpoint);
  if (touchpoint === undefined) return undefined;
  const ids = new Set(expectations.map(({ id }) => id));
  const made = promises.filter(({ expectation }) => ids.has(expectation));
  const named = [...departmentsAt(touchpoint, expectations, made)].flatMap((id) => mirror.read("department", id) ?? []);
  const { answers = {} } = spot;
  if (named.length === 0 || answers.departments === named.length) return undefined;
  const after = { ...answers, departments: named.length };
  return (
    <Hint
      act={`Take ${named.length}`}
      onAct={() => answer("coordination", coordinationGrade(after.departments, after.sites), after)}
    >
      The map names {named.length} here: {named.map(({ name }) => name).join(", ")}.
    </Hint>
  );
}

interface QuestionProps {
  term: TermName;
  title: string;
  grade: number | undefined;
  children: ReactNode;
}

function Question({ term, title, grade, children }: QuestionProps) {
  return (
    <fieldset className={classes.question} aria-label={title}>
      <span className={classes.head}>
        <Term of={term}>{title}</Term>
        <span className={classes.grade}>{grade === undefined ? "not graded" : `grade ${gradeText(grade)}`}</span>
      </span>
      {children}
    </fieldset>
  );
}

/** Something the map knows that would answer the question; taken only when somebody says so. */
function Hint({ act, onAct, children }: { act: string; onAct: () => void; children: ReactNode }) {
  const canEdit = useCanEdit();
  return (
    <span className={classes.hint}>
      <span>{children}</span>
      {canEdit && <Button onClick={onAct}>{act}</Button>}
    </span>
  );
}
