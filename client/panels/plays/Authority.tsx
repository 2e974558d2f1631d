import type { Play } from "../../../shared/model/kinds.ts";
import { authorityShare } from "../../../shared/recovery/readiness.ts";
import { CheckField } from "../fields/CheckField.tsx";
import { NumberField } from "../fields/NumberField.tsx";
import { TextField } from "../fields/TextField.tsx";
import { formatNumber } from "../measure/numbers.ts";
import { Pair } from "../Section.tsx";
import { usePatch } from "../usePatch.ts";
import { CoverageChart } from "./CoverageChart.tsx";
import { CostsField } from "./CostsField.tsx";
import { Place, PlayFold } from "./places.tsx";
import classes from "./Plays.module.css";
import { Remedies } from "./Remedies.tsx";
import { formatMoney } from "./words.ts";

/** What the frontline may give without asking, against what such failures cost before. */
export function Authority({ play }: { play: Play }) {
  const patch = usePatch("play", play.id);
  const { authorityLimit, currency, pastRemedyCosts = [] } = play;
  const share = authorityShare(play);
  return (
    <PlayFold group="authority" title="Authority" note={noteOf(play)}>
      <p className={classes.lead}>
        How much the frontline may give without asking anybody. A limit below most past remedies sends customers to wait
        for a manager.
      </p>
      <Pair>
        <Place of="authority">
          <NumberField
            label="Limit"
            value={authorityLimit}
            min={0}
            suffix={currency}
            onCommit={(next) => patch({ authorityLimit: next })}
          />
        </Place>
        <TextField label="Currency" value={currency} placeholder="EUR" onCommit={(next) => patch({ currency: next })} />
      </Pair>
      <CheckField
        label="A manager must approve each case (caps readiness at 60)"
        value={play.managerApproval ?? false}
        onCommit={(managerApproval) => patch({ managerApproval: managerApproval ? true : null })}
      />
      <Remedies play={play} />
      <CostsField play={play} />
      {share !== undefined && (
        <>
          <CoverageChart costs={pastRemedyCosts} limit={authorityLimit ?? 0} currency={currency} />
          <p className={classes.lead}>
            A limit of {formatMoney(authorityLimit ?? 0, currency)} covers {formatNumber(share * 100, 1)}% of{" "}
            {pastRemedyCosts.length} past remedies.
          </p>
        </>
      )}
      <TextField
        label="Incentive: what those who use it well get for it"
        value={play.incentive}
        multiline
        onCommit={(incentive) => patch({ incentive })}
      />
    </PlayFold>
  );
}

function noteOf({ authorityLimit = 0, currency, managerApproval }: Play): string {
  if (managerApproval === true) return "a manager decides";
  return authorityLimit > 0 ? `up to ${formatMoney(authorityLimit, currency)}` : "none";
}
