import { messageDifferences } from "../../../shared/alignment/samePromise.ts";
import { useAll, useMap } from "../../state/useMap.ts";
import { Term } from "../fields/Term.tsx";
import { LinkList } from "../LinkRow.tsx";
import { formatLevel } from "../measure/levels.ts";
import { Empty } from "../Section.tsx";
import { dayOf } from "../today.ts";
import { ExpectationLink } from "./ExpectationLink.tsx";
import classes from "./Overview.module.css";

/** The same promise said in different ways: levels and numbers that contradict first, then mere wording. */
export function MessageView() {
  const { mirror } = useMap();
  useAll("promise");
  useAll("expectation");
  const differences = messageDifferences(mirror, dayOf(mirror)).toSorted(
    (a, b) => Number(isContradiction(b.differs)) - Number(isContradiction(a.differs)),
  );
  if (differences.length === 0)
    return <Empty>Nothing contradicts: every promise says the same level wherever it is made.</Empty>;
  return (
    <>
      <p className={classes.lead}>
        <Term of="contradictions">Contradictions</Term> are never averaged: the most demanding one counts.
      </p>
      {differences.map(({ sayings, differs }) => (
        <div key={sayings.map(({ promise }) => promise).join(" ")} className={classes.group}>
          <span className={isContradiction(differs) ? classes.alarm : classes.quiet}>
            {isContradiction(differs) ? "Contradiction" : "Different words"}
          </span>
          <LinkList>
            {sayings.map(({ promise, expectation, channel, wording, level }) => {
              const measure = mirror.read("expectation", expectation)?.measure;
              return (
                <ExpectationLink
                  key={promise}
                  id={expectation}
                  title={`“${wording}”`}
                  below={mirror.read("channel", channel ?? "")?.name ?? "no channel named"}
                  note={measure && formatLevel(measure, level)}
                />
              );
            })}
          </LinkList>
        </div>
      ))}
    </>
  );
}

function isContradiction(differs: readonly string[]): boolean {
  return differs.includes("level") || differs.includes("number");
}
