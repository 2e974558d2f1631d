import { CircleAlert, CloudCheck, Smartphone } from "lucide-react";
import type { ShownRun } from "../../session/runStore.ts";
import classes from "./SendingNote.module.css";

/** Whether a run is only here yet. */
export function SendingNote({ going: { sending, problem = "" } }: { going: ShownRun }) {
  const [Icon, words] = {
    sent: [CloudCheck, "Sent"] as const,
    kept: [Smartphone, "Kept on this phone, will be sent"] as const,
    tabOnly: [CircleAlert, "Only in this tab: this browser keeps nothing. Leave it open until it is sent."] as const,
    refused: [CircleAlert, `Kept on this phone. The studio did not take it: ${problem}`] as const,
  }[sending];
  return (
    <span className={classes.note} data-sending={sending}>
      <Icon size={14} aria-hidden="true" />
      {words}
    </span>
  );
}
