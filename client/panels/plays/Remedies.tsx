import type { Play } from "../../../shared/model/kinds.ts";
import { allowance } from "../../../shared/recovery/authority.ts";
import { StatusMark } from "../../ui/StatusMark.tsx";
import classes from "./Plays.module.css";
import { allowanceWords, formatMoney } from "./words.ts";

/** What the play can give, each with its cost and whether it may be given without asking. */
export function Remedies({ play }: { play: Play }) {
  const remedies = (play.steps ?? []).filter(({ phase }) => phase === "fix" || phase === "extra");
  if (remedies.length === 0) return undefined;
  return (
    <table className={classes.figures}>
      <caption className={classes.caption}>What may be given without asking</caption>
      <tbody>
        {remedies.map(({ phase, text, cost }, index) => {
          const allowed = allowance(play, cost);
          return (
            // Two remedies may have the same words.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={`${phase} ${index}`}>
              <th scope="row">{text}</th>
              <td>{cost === undefined ? "–" : formatMoney(cost, play.currency)}</td>
              <td>
                <span className={classes.state}>
                  <StatusMark
                    status={allowed === "allowed" ? "kept" : allowed === "unknown" ? "unmeasured" : "broken"}
                  />
                  {allowanceWords[allowed]}
                </span>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
