import { useMemo, useState } from "react";
import { lossPareto } from "../../../shared/risk/lossPareto.ts";
import { type CutOff, cutOffWeakSpots, rankWeakSpots } from "../../../shared/risk/rankWeakSpots.ts";
import { useAll, useMap } from "../../state/useMap.ts";
import { useRiskEngine } from "../../state/useRisk.ts";
import { SelectField } from "../fields/SelectField.tsx";
import { Term } from "../fields/Term.tsx";
import { PanelFrame } from "../inspector/PanelFrame.tsx";
import { RiskMapPicture } from "../riskMap/RiskMapPicture.tsx";
import { Empty, Section } from "../Section.tsx";
import { LossPareto } from "./LossPareto.tsx";
import { RankedList } from "./RankedList.tsx";
import { SuggestionList } from "./SuggestionList.tsx";
import { useSuggestions } from "./useSuggestions.ts";

const cutOffs: readonly { value: string; label: string; cutOff: CutOff }[] = [
  { value: "all", label: "all of them", cutOff: "all" },
  { value: "high", label: "high priority only", cutOff: "high" },
  { value: "5", label: "the first 5", cutOff: 5 },
  { value: "10", label: "the first 10", cutOff: 10 },
  { value: "20", label: "the first 20", cutOff: 20 },
];

/** The map's weak spots: the most urgent first, what they cost together, and what the map itself points to. */
export function WeakSpotsPanel() {
  const { mirror } = useMap();
  const all = useAll("weakSpot");
  const touchpoints = useAll("touchpoint");
  const { engine, revision } = useRiskEngine();
  const [chosen, setChosen] = useState("all");
  const suggestions = useSuggestions();
  const ranked = useMemo(
    () => (engine === undefined ? [] : rankWeakSpots(mirror, engine.weakSpot)),
    // Both are read through the mirror and the engine, which are the same objects while what they hold changes.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [mirror, engine, revision, all, touchpoints],
  );
  const cutOff = cutOffs.find(({ value }) => value === chosen)?.cutOff ?? "all";
  const shown = cutOffWeakSpots(ranked, cutOff);
  const high = ranked.filter(({ risk }) => risk.actionPriority === "H").length;
  return (
    <PanelFrame kind="Weak spots">
      {all.length === 0 ? (
        <Empty>
          No weak spots yet. Where will it break, and what would that cost? Select a touchpoint and press W, or begin
          with what the map points to.
        </Empty>
      ) : (
        <>
          <RiskMapPicture />
          <Section
            title={
              <Term of="weakSpot">{`${all.length} weak ${all.length === 1 ? "spot" : "spots"}, ${high} high`}</Term>
            }
          >
            {all.length > 5 && (
              <SelectField
                isView
                label="Show"
                value={chosen}
                options={cutOffs}
                hint={shown.length < ranked.length ? `${shown.length} of ${ranked.length} shown` : undefined}
                onCommit={(next) => setChosen(next ?? "all")}
              />
            )}
            {engine !== undefined && shown.length === 0 && <Empty>None is of high priority.</Empty>}
            <RankedList ranked={shown} />
          </Section>
          <Section title={<Term of="pareto">What they cost</Term>}>
            <LossPareto pareto={lossPareto(shown)} />
          </Section>
        </>
      )}
      {suggestions.open.length + suggestions.dismissed.length > 0 && (
        <Section title={`The map points to ${suggestions.open.length}`}>
          <SuggestionList suggestions={suggestions} withPlace />
        </Section>
      )}
    </PanelFrame>
  );
}
