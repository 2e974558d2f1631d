import { ArrowLeft, Gift, HeartCrack, MessageCircleQuestion, Shield } from "lucide-react";
import type { Play } from "../../../shared/model/kinds.ts";
import type { Happening } from "../../../shared/recovery/playRun.ts";
import { currentPhase, isOver, runState, spent } from "../../../shared/recovery/runState.ts";
import { refusalWords } from "../../panels/runs/runWords.ts";
import type { PlayCopy } from "../../session/playCopies.ts";
import type { RunStore, ShownRun } from "../../session/runStore.ts";
import { showError } from "../../state/notices.ts";
import { mapPath } from "../../state/place.ts";
import { Link } from "../../ui/Link.tsx";
import { AbuseTool } from "./AbuseTool.tsx";
import { Clock } from "./Clock.tsx";
import { EndTool } from "./EndTool.tsx";
import { FailedTool } from "./FailedTool.tsx";
import classes from "./Frontline.module.css";
import { GiveTool } from "./GiveTool.tsx";
import { PhaseNav } from "./PhaseNav.tsx";
import { PhaseView } from "./PhaseView.tsx";
import { RunContext } from "./runContext.ts";
import { startPath } from "./runPath.ts";
import runClasses from "./RunPage.module.css";
import { RunSummary } from "./RunSummary.tsx";
import { SendingNote } from "./SendingNote.tsx";
import { useRemembered } from "./useRemembered.ts";
import { useShowFromTop } from "./useShowFromTop.ts";
import { WishTool } from "./WishTool.tsx";

interface RunPageProps {
  shown: PlayCopy;
  /** The play as it is now; undefined when it was deleted meanwhile. */
  play: Play | undefined;
  going: ShownRun;
  store: RunStore;
  isOffline: boolean;
}

const tools = [
  { tool: "give", label: "May I give it?", icon: Gift },
  { tool: "wish", label: "Other wish", icon: MessageCircleQuestion },
  { tool: "abuse", label: "Abuse", icon: Shield },
  { tool: "failed", label: "It failed too", icon: HeartCrack },
] as const;

type Tool = (typeof tools)[number]["tool"] | "end";

/** A run on a phone: one phase at a time, the clock on top, what one may need at the thumb. */
export function RunPage({ shown, play, going, store, isOffline }: RunPageProps) {
  const { run, by } = going;
  const state = runState(run);
  const now = currentPhase(run, state);
  const [chosen, setChosen] = useRemembered<typeof now>(`${run.id} phase`, undefined);
  const [tool, setTool] = useRemembered<Tool | undefined>(`${run.id} tool`, undefined);
  const isMine = by.id === shown.user.id;
  const record = (event: Happening): boolean => {
    const refusal = store.record(run.id, event);
    if (refusal !== undefined) showError(refusalWords[refusal]);
    // What was done leads on to what comes next.
    else if (event.type === "tick" || event.type === "leaveOut") setChosen(undefined);
    return refusal === undefined;
  };
  const back = () => setTool(undefined);
  const phase = chosen ?? now ?? run.steps.at(-1)?.phase;
  const context = { run, state, play, channels: shown.channels, record, spent: spent(run, state) };

  const isShownWhole = isOver(state) || !isMine;
  const page = useShowFromTop(isShownWhole ? "whole" : (tool ?? phase ?? ""));

  if (isShownWhole)
    return (
      <RunContext value={context}>
        <div ref={page}>
          <RunSummary shown={shown} going={going} />
        </div>
      </RunContext>
    );
  return (
    <RunContext value={context}>
      <div ref={page} className={runClasses.page}>
        <div className={runClasses.top}>
          <div className={runClasses.topLine}>
            <Link to={mapPath(shown.map, "plays")} className={classes.back} aria-label="All plans B">
              <ArrowLeft size={20} aria-hidden="true" />
            </Link>
            <h1 className={runClasses.name}>{run.title || "Untitled plan"}</h1>
            <Clock since={run.detectedAt} />
          </div>
          <PhaseNav
            shown={tool === undefined ? phase : undefined}
            onShow={(next) => {
              setChosen(next);
              back();
            }}
          />
        </div>
        <div className={runClasses.body} data-scroller>
          {tool === undefined && phase !== undefined && (
            <PhaseView
              key={phase}
              phase={phase}
              isLast={now === undefined}
              onNext={() => setChosen(undefined)}
              onEnd={() => setTool("end")}
            />
          )}
          {tool === "give" && <GiveTool onBack={back} />}
          {tool === "wish" && <WishTool onBack={back} />}
          {tool === "abuse" && <AbuseTool onBack={back} />}
          {tool === "failed" && <FailedTool onBack={back} />}
          {tool === "end" && <EndTool onBack={back} />}
          <p className={runClasses.sending}>
            <SendingNote going={going} />
            {isOffline && going.sending === "sent" && " · offline"}
          </p>
          {play !== undefined && (
            <Link to={startPath(shown.map, play.id)} className={runClasses.another}>
              Another customer? Start another run
            </Link>
          )}
        </div>
        <nav className={runClasses.tools} aria-label="At hand">
          {tools.map(({ tool: each, label, icon: Icon }) => (
            <button
              key={each}
              type="button"
              className={runClasses.tool}
              aria-pressed={tool === each}
              onClick={() => setTool(tool === each ? undefined : each)}
            >
              <Icon size={20} aria-hidden="true" />
              {label}
            </button>
          ))}
        </nav>
      </div>
    </RunContext>
  );
}
