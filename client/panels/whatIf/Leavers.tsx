import { leavingOf } from "../../../shared/whatif/flow.ts";
import type { Solved } from "../../../shared/whatif/scenarioStudy.ts";
import { useMap } from "../../state/useMap.ts";
import { useShow } from "../useShow.ts";
import { shareText } from "../../../shared/whatif/changeText.ts";
import classes from "./WhatIf.module.css";

/** Where customers leave: which touchpoint gives how much of all who do. */
export function Leavers({ solved }: { solved: Solved }) {
  const { mirror } = useMap();
  const show = useShow();
  const leaving = leavingOf(solved.days)
    .filter(({ churn }) => churn > 0)
    .sort((a, b) => b.churn - a.churn);
  const most = leaving[0]?.churn ?? 1;
  if (leaving.length === 0) return <p className={classes.lead}>Nobody leaves.</p>;
  return (
    <table className={classes.bars} aria-label="Where customers leave">
      <tbody>
        {leaving.map(({ touchpoint, churn, byConnection }) => (
          <tr key={touchpoint}>
            <th scope="row">
              <button
                type="button"
                className={classes.link}
                onClick={() => show({ kind: "touchpoint", id: touchpoint })}
              >
                {mirror.read("touchpoint", touchpoint)?.title}
              </button>
            </th>
            <td aria-hidden="true">
              <svg className={classes.picture} viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true">
                <rect className={classes.bar} y="3" width={(100 * churn) / most} height="8" rx="1" />
              </svg>
            </td>
            <td title={byConnection > 0 ? `${shareText(byConnection)} by a connection to giving up` : undefined}>
              {shareText(churn)}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2}>
            Together
          </th>
          <td>{shareText(leaving.reduce((sum, { churn }) => sum + churn, 0))}</td>
        </tr>
      </tfoot>
    </table>
  );
}
