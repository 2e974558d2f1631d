import classes from "./Frontline.module.css";
import { GiveView } from "./GiveView.tsx";
import { useRunInHand } from "./runContext.ts";
import { ToolHead } from "./ToolHead.tsx";

/** What may I give without asking, after what was given before. */
export function GiveTool({ onBack }: { onBack: () => void }) {
  const { run, play, spent } = useRunInHand();
  const authority = {
    authorityLimit: run.authorityLimit,
    managerApproval: run.managerApproval,
    currency: run.currency,
    escalation: play?.escalation,
    owner: play?.owner,
    deputy: play?.deputy,
  };
  return (
    <section className={classes.group}>
      <ToolHead title="What may I give without asking?" onBack={onBack} />
      <GiveView play={authority} steps={run.steps} spent={spent} />
    </section>
  );
}
