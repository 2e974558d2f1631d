import type { Rollup } from "../../../shared/alignment/insights.ts";
import { personaViews } from "../../../shared/alignment/personas.ts";
import { fullSettings } from "../../../shared/model/settings.ts";
import { useInsights } from "../../state/useInsights.ts";
import { useAll, useMap, useMapFields } from "../../state/useMap.ts";
import { StatusMark } from "../../ui/StatusMark.tsx";
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
        rows={departments.map(({ id, name }) => ({ id, name, rollup: insights.rollups.departments[id] }))}
      />
      <Groups
        title="Channel"
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

function Groups({ title, rows }: { title: string; rows: readonly GroupRow[] }) {
  const shown = rows.filter(({ rollup }) => rollup !== undefined && rollup.worst !== null);
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
              {rollup?.worst != null && <StatusMark status={rollup.worst} size={10} labelled />} {name}
            </th>
            <td>{rollup?.index == null ? "–" : formatNumber(rollup.index, 1)}</td>
            <td>
              {rollup?.low == null || rollup.high === null
                ? "–"
                : `${formatNumber(rollup.low, 1)}–${formatNumber(rollup.high, 1)}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
