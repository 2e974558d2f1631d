import { channelPairs } from "../../../shared/alignment/samePromise.ts";
import { useInsights } from "../../state/useInsights.ts";
import { useAll, useMap } from "../../state/useMap.ts";
import { Term } from "../fields/Term.tsx";
import { LinkList } from "../LinkRow.tsx";
import { formatNumber, formatSigned } from "../measure/numbers.ts";
import { Empty, Section } from "../Section.tsx";
import { dayOf } from "../today.ts";
import { ExpectationLink } from "./ExpectationLink.tsx";
import classes from "./Overview.module.css";

/** Below this a difference between channels is not chance. */
const significant = 0.05;

/** The same promise in two channels: whether they deliver the same, and the pairs of online and offline. */
export function ChannelView() {
  const { mirror } = useMap();
  const insights = useInsights();
  const channels = new Map(useAll("channel").map(({ id, name }) => [id, name]));
  const pairs = channelPairs(mirror, insights, dayOf(mirror));
  const tests = insights.channelConsistency;
  if (pairs.length === 0 && tests.length === 0)
    return (
      <Empty>No promise is kept in two channels yet. Mark channels as online, and word the promise the same.</Empty>
    );
  return (
    <>
      {tests.length > 0 && (
        <Section title={<Term of="consistency">Consistency between channels</Term>}>
          <LinkList>
            {tests.map(({ expectations, channels: [first, second], difference, z, p }) => (
              <ExpectationLink
                key={`${first} ${second} ${expectations.join(" ")}`}
                id={expectations[0] ?? ""}
                below={`${channels.get(first) ?? first} against ${channels.get(second) ?? second}: ${
                  p < significant ? "inconsistent" : "no difference beyond chance"
                }`}
                note={
                  <>
                    {formatSigned(difference * 100, 1)} points
                    <span className={classes.below}>
                      z {formatNumber(z, 2)}, p {p < 0.001 ? "< 0.001" : formatNumber(p, 3)}
                    </span>
                  </>
                }
              />
            ))}
          </LinkList>
        </Section>
      )}
      {pairs.length > 0 && (
        <Section title="Kept online and offline">
          <LinkList>
            {pairs.map(({ statement, online, offline, difference }) => (
              <ExpectationLink
                key={`${online.join(" ")} ${offline.join(" ")}`}
                id={online[0] ?? ""}
                title={statement}
                below={`${online.length} online, ${offline.length} offline`}
                note={
                  difference === null
                    ? "not both measured"
                    : difference === 0
                      ? "equal"
                      : `${formatSigned(difference, 2)} ${difference > 0 ? "better online" : "better offline"}`
                }
              />
            ))}
          </LinkList>
        </Section>
      )}
    </>
  );
}
