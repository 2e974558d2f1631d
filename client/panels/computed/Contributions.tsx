import type { Contribution } from "../../../shared/alignment/explainRollup.ts";
import { useMap } from "../../state/useMap.ts";
import { StatusMark } from "../../ui/StatusMark.tsx";
import { formatNumber } from "../measure/numbers.ts";
import classes from "./Contributions.module.css";

/** More than this nobody reads in a small window. */
const shown = 40;

/** What each expectation brings to a roll-up: its weight and how far it is aligned. */
export function Contributions({ contributions }: { contributions: readonly Contribution[] }) {
  const { mirror } = useMap();
  if (contributions.length === 0) return undefined;
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th>Expectation</th>
          <th>w</th>
          <th>κ</th>
          <th>a</th>
        </tr>
      </thead>
      <tbody>
        {contributions.slice(0, shown).map(({ expectation, status, weight, kappa, aligned }) => (
          <tr key={expectation}>
            <th scope="row">
              <StatusMark status={status} size={10} labelled />{" "}
              {mirror.read("expectation", expectation)?.statement ?? ""}
            </th>
            <td>{formatNumber(weight)}</td>
            <td>{kappa === null ? "–" : formatNumber(kappa, 2)}</td>
            <td>{aligned === null ? "0–100" : formatNumber(aligned, 1)}</td>
          </tr>
        ))}
      </tbody>
      {contributions.length > shown && (
        <caption>
          The first {shown} of {contributions.length}
        </caption>
      )}
    </table>
  );
}
