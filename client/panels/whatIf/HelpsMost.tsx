import { useMemo } from "react";
import type { Improvement } from "../../../shared/whatif/improvements.ts";
import type { Solved } from "../../../shared/whatif/scenarioStudy.ts";
import { useMap } from "../../state/useMap.ts";
import type { WhatIf } from "../../state/useWhatIf.ts";
import { LinkList, LinkRow } from "../LinkRow.tsx";
import { useShow } from "../useShow.ts";
import { useSolving } from "./useSolving.ts";
import { plainChain } from "./whatIfJobs.ts";
import { shareText } from "../../../shared/whatif/changeText.ts";
import { pointsText } from "./words.ts";
import classes from "./WhatIf.module.css";

const shown = 5;
const step = 0.1;

const words: Record<Improvement["kind"], string> = {
  failLess: "Fail less",
  recoverMore: "Put more right",
  loseFewer: "Lose fewer after a failure, everywhere",
};

/** What keeps most customers, ten points each. More failures are never among it. */
export function HelpsMost({ solved, whatIf }: { solved: Solved; whatIf: WhatIf }) {
  const { mirror } = useMap();
  const show = useShow();
  const { settings } = whatIf.sources;
  const { commonShock } = settings;
  const answer = useSolving(
    useMemo(
      () => ({
        kind: "improvements" as const,
        id: 0,
        chain: plainChain(solved.chain),
        settings: { commonShock },
        step,
      }),
      [solved, commonShock],
    ),
  );
  if (answer === "failed") return <p className={classes.lead}>This could not be worked out.</p>;
  if (answer === undefined) return <p className={classes.lead}>Working it out…</p>;
  const { found } = answer;
  if (found.length === 0) return <p className={classes.lead}>Nobody leaves, so nothing can keep more of them.</p>;
  return (
    <>
      <p className={classes.lead}>Each alone, by ten points. A failure is never offered as a way to please.</p>
      <LinkList>
        {found.slice(0, shown).map(({ touchpoint, kind, from, to, saved }) =>
          touchpoint === undefined ? (
            <li key={kind} className={classes.everywhere}>
              {words[kind]}: {shareText(from)} → {shareText(to)} keeps {pointsText(saved).replace("+", "")}
            </li>
          ) : (
            <LinkRow
              key={`${kind} ${touchpoint}`}
              title={`${words[kind]}: ${mirror.read("touchpoint", touchpoint)?.title ?? ""}`}
              below={`${shareText(from)} → ${shareText(to)}`}
              note={`keeps ${pointsText(saved).replace("+", "")}`}
              onClick={() => show({ kind: "touchpoint", id: touchpoint })}
            />
          ),
        )}
      </LinkList>
    </>
  );
}
