import { ChevronDown, Trash2 } from "lucide-react";
import { useEffect, useId, useRef } from "react";
import type { ExpectationInsight } from "../../../shared/alignment/insights.ts";
import type { Expectation } from "../../../shared/model/kinds.ts";
import { useExpectationInsight } from "../../state/useInsights.ts";
import { useCanEdit, useMap } from "../../state/useMap.ts";
import { StatusMark } from "../../ui/StatusMark.tsx";
import { statusColors, statusWords } from "../../ui/status.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { Computed } from "../computed/Computed.tsx";
import { explainFigure } from "../computed/explain.ts";
import { EvidenceList } from "../evidence/EvidenceList.tsx";
import { Editing } from "../fields/editing.tsx";
import { Term } from "../fields/Term.tsx";
import { TextField } from "../fields/TextField.tsx";
import { formatLevel } from "../measure/levels.ts";
import { endJump } from "../jump.ts";
import { MeasureForm } from "../measure/MeasureForm.tsx";
import { measureSentence } from "../measure/measureForms.ts";
import { formatNumber, formatSigned } from "../measure/numbers.ts";
import { Fold } from "../Section.tsx";
import { useDelete } from "../useDelete.ts";
import { useEvidence, usePromises } from "../useOwned.ts";
import { usePatch } from "../usePatch.ts";
import { LevelChart } from "../zone/LevelChart.tsx";
import { CustomerFields } from "./CustomerFields.tsx";
import classes from "./ExpectationCard.module.css";
import { Cause } from "./Cause.tsx";
import { GapList } from "./GapList.tsx";
import { PromiseList } from "./PromiseList.tsx";

interface ExpectationCardProps {
  expectation: Expectation;
  open: boolean;
  onToggle: () => void;
}

/** One expectation: its status in a line, and everything about it when it is open. */
export function ExpectationCard({ expectation, open, onToggle }: ExpectationCardProps) {
  const id = useId();
  const insight = useExpectationInsight(expectation.id);
  const status = insight?.status ?? "unpromised";
  const head = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (open && endJump(expectation.id)) head.current?.focus();
  }, [open, expectation.id]);
  return (
    <article className={classes.card} aria-labelledby={id}>
      <button ref={head} type="button" className={classes.head} aria-expanded={open} onClick={onToggle}>
        <span className={classes.mark}>
          <StatusMark status={status} />
        </span>
        <span id={id} className={classes.statement}>
          {expectation.statement}
        </span>
        <span className={classes.word} style={{ color: statusColors(status).text }}>
          {statusWords[status]}
        </span>
        <ChevronDown size={16} aria-hidden="true" className={classes.chevron} />
      </button>
      {open && insight !== undefined && (
        <Editing kind="expectation" id={expectation.id}>
          <Opened expectation={expectation} insight={insight} />
        </Editing>
      )}
    </article>
  );
}

function Opened({ expectation, insight }: { expectation: Expectation; insight: ExpectationInsight }) {
  const { id, measure, statement } = expectation;
  const { mirror } = useMap();
  const canEdit = useCanEdit();
  const patch = usePatch("expectation", id);
  const remove = useDelete();
  const promises = usePromises(id);
  const evidence = useEvidence(id);
  const explain = (figure: string) => () => explainFigure(mirror, id, figure);
  const { tint, text } = statusColors(insight.status);
  return (
    <div className={classes.body}>
      <div className={classes.status} style={{ background: tint, color: text }}>
        <p className={classes.reason}>{insight.reason}.</p>
        <div className={classes.figures}>
          <Figure
            term="gap"
            label="Gap"
            value={insight.gap === null ? "–" : formatSigned(insight.gap, 2)}
            explain={explain("gap")}
          />
          <Figure
            term="satisfaction"
            label="Satisfaction"
            value={insight.satisfaction === null ? "–" : `${formatNumber(insight.satisfaction, 1)} of 7`}
            explain={explain("satisfaction")}
          />
          <Figure
            term="strength"
            label="Evidence"
            value={insight.kappa === null ? "–" : `κ ${formatNumber(insight.kappa, 2)}`}
            explain={explain("kappa")}
          />
          <Computed label="Status" explain={explain("status")}>
            How this is computed
          </Computed>
        </div>
      </div>

      <LevelChart
        expectation={expectation}
        insight={insight}
        promised={
          <Computed label="Promised" explain={explain("promised")}>
            {formatLevel(measure, insight.promised)}
          </Computed>
        }
        delivered={
          <Computed label="Delivered" explain={explain("delivered")}>
            {formatLevel(measure, insight.delivered)}
          </Computed>
        }
      />

      <PromiseList expectation={expectation} promises={promises} chosen={insight.promise} />
      <EvidenceList
        expectation={expectation}
        evidence={evidence}
        chosen={insight.evidence}
        adequate={insight.adequate}
      />
      <Cause expectation={expectation} insight={insight} />
      <div>
        <GapList expectation={expectation} insight={insight} />
        <Fold title="How it is measured" note={measureSentence(measure, insight.promised)}>
          <MeasureForm expectation={expectation} promised={insight.promised} hasPromises={promises.length > 0} />
        </Fold>
        <CustomerFields expectation={expectation} zeroTolerance={insight.zeroTolerance} />
        {canEdit && (
          <Fold title="Wording">
            <TextField
              label="What customers expect"
              value={statement}
              required="An expectation needs its words"
              multiline
              onCommit={(next) => next !== null && patch({ statement: next })}
            />
            <span>
              <IconButton
                size="small"
                label="Delete expectation"
                icon={Trash2}
                onClick={() => remove([{ kind: "expectation", id }], `expectation “${statement}”`)}
              />
            </span>
          </Fold>
        )}
      </div>
    </div>
  );
}

interface FigureProps {
  term: "gap" | "satisfaction" | "strength";
  label: string;
  value: string;
  explain: () => ReturnType<typeof explainFigure>;
}

function Figure({ term, label, value, explain }: FigureProps) {
  return (
    <span className={classes.figure}>
      <Term of={term}>{label}</Term>
      <Computed label={label} explain={explain}>
        {value}
      </Computed>
    </span>
  );
}
