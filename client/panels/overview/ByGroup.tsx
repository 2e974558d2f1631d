import type { Rollup } from "../../../shared/alignment/insights.ts";
import { personaViews } from "../../../shared/alignment/personas.ts";
import { fullSettings } from "../../../shared/model/settings.ts";
import { useInsights } from "../../state/useInsights.ts";
import { useAll, useMap, useMapFields } from "../../state/useMap.ts";
import { StatusMark } from "../../ui/StatusMark.tsx";
import { Computed } from "../computed/Computed.tsx";
import { useExplainRollup } from "../computed/useExplainRollup.tsx";
import { formatNumber } from "../measure/numbers.ts";
import classes from "./Overview.module.css";

/** The index and its interval for every department, channel and persona that has expectations. */
export function ByGroup() {
  const { mirror } = useMap();
  const insights = useInsights();
  const { settings } = useMapFields();
  const departments = useAll("department");
  const channels = useAll("channel");
  const personas = new Map(useAll("persona").map(({ id, name }) => [id, name]));
  const views = personaViews(mirror, insights, fullSettings(settings).mustBeCap);
  return (
    <>
      <Groups
        title="Department"
        dimension="departments"
        rows={departments.map(({ id, name }) => ({ id, name, rollup: insights.rollups.departments[id] }))}
      />
      <Groups
        title="Channel"
        dimension="channels"
        rows={channels.map(({ id, name }) => ({ id, name, rollup: insights.rollups.channels[id] }))}
      />
      {views.some(({ persona }) => persona !== null) && (
        <Groups
          title="Persona"
          rows={views.map(({ persona, rollup }) => ({
            id: persona ?? "",
            name: persona === null ? "Everybody" : (personas.get(persona) ?? ""),
            rollup,
          }))}
        />
      )}
    </>
  );
}

interface GroupRow {
  id: string;
  name: string;
  rollup: Rollup | undefined;
}

interface GroupsProps {
  title: string;
  /** Where the sciences can open the figures. */
  dimension?: "departments" | "channels";
  rows: readonly GroupRow[];
}

function Groups({ title, dimension, rows }: GroupsProps) {
  const shown = rows.flatMap(({ rollup, ...row }) =>
    rollup === undefined || rollup.worst === null ? [] : [{ ...row, rollup }],
  );
  if (shown.length === 0) return undefined;
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{title}</th>
          <th scope="col">Index</th>
          <th scope="col">Interval</th>
        </tr>
      </thead>
      <tbody>
        {shown.map(({ id, name, rollup }) => (
          <tr key={id}>
            <th scope="row">
              {rollup.worst !== null && <StatusMark status={rollup.worst} size={10} labelled />} {name}
            </th>
            <td>
              {dimension === undefined ? (
                indexText(rollup)
              ) : (
                <GroupIndex dimension={dimension} id={id} name={name} rollup={rollup} />
              )}
            </td>
            <td>
              {rollup.low === null || rollup.high === null
                ? "–"
                : `${formatNumber(rollup.low, 1)}–${formatNumber(rollup.high, 1)}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface GroupIndexProps {
  dimension: "departments" | "channels";
  id: string;
  name: string;
  rollup: Rollup;
}

function GroupIndex({ dimension, id, name, rollup }: GroupIndexProps) {
  const explain = useExplainRollup(dimension, id);
  return (
    <Computed label={`Index of ${name}`} explain={() => explain("index")}>
      {indexText(rollup)}
    </Computed>
  );
}

function indexText({ index }: Rollup): string {
  return index === null ? "–" : formatNumber(index, 1);
}
