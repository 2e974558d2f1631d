import { useMediaQuery } from "@mantine/hooks";
import { useState } from "react";
import { useAll, useMap, useMapFields } from "../../state/useMap.ts";
import { useInsights } from "../../state/useInsights.ts";
import { useWhatIf } from "../../state/useWhatIf.ts";
import { SelectField } from "../../panels/fields/SelectField.tsx";
import { NewScenario } from "../../panels/whatIf/NewScenario.tsx";
import { shockText } from "../../panels/whatIf/words.ts";
import { Button } from "../../ui/Button.tsx";
import { baseColumn, type Column, scenarioColumn } from "./columns.ts";
import { CompareTable } from "./CompareTable.tsx";
import { OtherMapField } from "./OtherMapField.tsx";
import { useOtherMap } from "./useOtherMap.ts";
import classes from "./WhatIfPage.module.css";

/** The map, its scenarios and another map side by side. */
export function WhatIfPage({ item }: { item: string | undefined }) {
  const { mirror } = useMap();
  const { title, state } = useMapFields();
  const insights = useInsights();
  const scenarios = useAll("scenario");
  const plays = useAll("play");
  const whatIf = useWhatIf();
  const [otherId, setOtherId] = useState<string>();
  const other = useOtherMap(otherId);
  const phone = useMediaQuery("(max-width: 700px)", false, { getInitialValueInEffect: false });
  const [shown, setShown] = useState(item ?? "base");
  if (whatIf === undefined) return <p className={classes.wait}>Working it out…</p>;

  const own = { records: mirror, insights };
  const columns: Column[] = [
    baseColumn("base", state === "future" ? "As planned" : "As it is", title, whatIf, own),
    ...(other.map === undefined
      ? []
      : [baseColumn("other", other.map.title, other.map.state, other.map.whatIf, other.map)]),
    ...scenarios.map((scenario) => scenarioColumn(scenario, whatIf, own, plays)),
  ];
  const visible = phone ? columns.filter(({ key }) => key === shown) : columns;
  const shock = shockText(whatIf.sources.settings.commonShock);
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <div>
          <h1 className={classes.title}>What if</h1>
          <p className={classes.lead}>
            The map and its scenarios on one scale. Figures are solved exactly from those of the map, and are as sure as
            these. {shock}
          </p>
        </div>
        <div className={classes.tools}>
          <OtherMapField value={otherId} onCommit={setOtherId} />
          {other.problem !== undefined && <p role="alert">{other.problem}</p>}
          <Button onClick={() => window.print()}>Print</Button>
        </div>
      </header>
      {scenarios.length === 0 && (
        <p className={classes.lead}>
          No scenarios yet. A scenario asks what would happen if some touchpoints failed more, or were put right more
          often. It never changes the map.
        </p>
      )}
      <div className={classes.new}>
        <NewScenario />
      </div>
      {phone && columns.length > 1 && (
        <SelectField
          label="Shown"
          isView
          value={columns.some(({ key }) => key === shown) ? shown : undefined}
          options={columns.map(({ key, title: label }) => ({ value: key, label }))}
          onCommit={(next) => next !== null && setShown(next)}
        />
      )}
      <CompareTable columns={visible.length > 0 ? visible : columns.slice(0, 1)} />
    </div>
  );
}
