import type { FollowThrough } from "../../../shared/alignment/insights.ts";
import { statusesWorstFirst } from "../../../shared/alignment/status.ts";
import { useAll } from "../../state/useMap.ts";
import { StatusMark } from "../../ui/StatusMark.tsx";
import { statusWords } from "../../ui/status.ts";
import { Term } from "../fields/Term.tsx";
import { Empty } from "../Section.tsx";
import classes from "./FollowThroughMatrix.module.css";

/** Rows promise, columns keep; each cell counts its expectations by status. */
export function FollowThroughMatrix({ rows }: { rows: readonly FollowThrough[] }) {
  const names = new Map<string | null, string>(useAll("department").map(({ id, name }) => [id, name]));
  names.set(null, "Nobody named");
  if (rows.length === 0) return <Empty>No promise names who makes it or who keeps it yet.</Empty>;
  const order = [...names.keys()];
  const inOrder = (ids: Iterable<string | null>) =>
    [...new Set(ids)].toSorted((a, b) => order.indexOf(a) - order.indexOf(b));
  const promisers = inOrder(rows.map(({ promisedBy }) => promisedBy));
  const keepers = inOrder(rows.map(({ keptBy }) => keptBy));
  return (
    <div className={classes.scroll}>
      <table className={classes.matrix}>
        <caption>
          <Term of="followThrough">Who promised</Term> (rows), who keeps it (columns)
        </caption>
        <thead>
          <tr>
            <th scope="col">Promised by</th>
            {keepers.map((id) => (
              <th key={id} scope="col">
                {names.get(id) ?? "Gone"}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {promisers.map((promiser) => (
            <tr key={promiser}>
              <th scope="row">{names.get(promiser) ?? "Gone"}</th>
              {keepers.map((keeper) => {
                const cell = rows.find(({ promisedBy, keptBy }) => promisedBy === promiser && keptBy === keeper);
                return (
                  <td key={keeper}>
                    {statusesWorstFirst.map((status) => {
                      const count = cell?.counts[status] ?? 0;
                      return (
                        count > 0 && (
                          <span
                            key={status}
                            className={classes.count}
                            title={`${count} ${statusWords[status].toLowerCase()}`}
                          >
                            <StatusMark status={status} size={10} labelled />
                            {count}
                          </span>
                        )
                      );
                    })}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
