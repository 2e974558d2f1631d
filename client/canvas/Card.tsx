import { Star } from "lucide-react";
import { memo, Suspense } from "react";
import type { NodeProps } from "reactflow";
import type { Touchpoint } from "../../shared/model/kinds.ts";
import { useLocal } from "../state/local.ts";
import { useTouchpointRollup } from "../state/useInsights.ts";
import { useCanEdit, useRecord } from "../state/useMap.ts";
import { useWeakMarks } from "../state/weakMarks.ts";
import { lazyPart } from "../ui/lazyPart.ts";
import { statusTokens, statusWords } from "../ui/status.ts";
import { StatusMark } from "../ui/StatusMark.tsx";
import { useCanvasUi } from "./canvasContext.ts";
import classes from "./Card.module.css";
import { CardCorner } from "./CardCorner.tsx";
import { describeTouchpoint, promiseWords } from "./describeTouchpoint.ts";
import { usePromiseCount } from "./promiseCounts.ts";
import { RenameField } from "./RenameField.tsx";
import { useIsDimmed } from "./useIsDimmed.ts";
import { useNodeMotion } from "./useNodeMotion.ts";

/** Few cards have marks; those wait a moment for them. */

// A picture for each kind of channel would be much of what the map page waits for.
const ChannelIcon = lazyPart(async () => (await import("./ChannelIcon.tsx")).ChannelIcon);
const iconSpace = <span className={classes.iconSpace} />;

/** A touchpoint on the canvas: at a glance its title, worst status, channel, department and promises. */
export const Card = memo(function Card({ id: node, positionAbsoluteX: x, positionAbsoluteY: y }: NodeProps) {
  const touchpoint = useRecord("touchpoint", node.slice("touchpoint:".length));
  return touchpoint === undefined ? null : <CardFace node={node} touchpoint={touchpoint} x={x} y={y} />;
});

function CardFace({ node, touchpoint, x, y }: { node: string; touchpoint: Touchpoint; x: number; y: number }) {
  const { id, title, momentOfTruth = false } = touchpoint;
  const status = useTouchpointRollup(id)?.worst;
  const channel = useRecord("channel", touchpoint.channel)?.name;
  const department = useRecord("department", touchpoint.department)?.name;
  const promises = usePromiseCount(id);
  const marks = useWeakMarks(id);
  const isSelected = useLocal(({ selection }) => selection.some((ref) => ref.kind === "touchpoint" && ref.id === id));
  const isCompact = useLocal(({ compact }) => compact);
  const isFocused = useCanvasUi(({ focused }) => focused?.kind === "touchpoint" && focused.id === id);
  const isRenaming = useCanvasUi(({ renaming }) => renaming?.kind === "touchpoint" && renaming.id === id);
  const isDimmed = useIsDimmed(id);
  const canEdit = useCanEdit();
  const element = useNodeMotion(node, x, y);

  return (
    <div
      ref={element}
      className={classes.card}
      data-node={node}
      data-status={status ?? undefined}
      data-selected={isSelected || undefined}
      data-dimmed={isDimmed || undefined}
      data-compact={isCompact || undefined}
      style={status == null ? undefined : statusVariables[status]}
      role="button"
      tabIndex={isFocused ? 0 : -1}
      aria-pressed={isSelected}
      // Spaces stand between the parts below, so that the visible text reads as the label begins.
      aria-label={describeTouchpoint({
        title,
        status,
        channel,
        department,
        promises,
        isMomentOfTruth: momentOfTruth,
        marks,
      })}
      title={title.length > 44 ? title : undefined}
    >
      <div className={classes.head}>
        {status != null && <StatusMark status={status} />}
        <div className={classes.title}>
          {isRenaming ? (
            <RenameField record={{ kind: "touchpoint", id }} field="title" value={title} label="Touchpoint" />
          ) : (
            title
          )}
        </div>
        {momentOfTruth && <Star className={classes.star} size={14} aria-hidden />}
      </div>{" "}
      <div className={classes.foot}>
        <span className={classes.word}>{status == null ? "No expectations" : statusWords[status]}</span>{" "}
        {channel !== undefined && (
          <span className={classes.channel} title={channel}>
            <Suspense fallback={iconSpace}>
              <ChannelIcon name={channel} />
            </Suspense>
          </span>
        )}
        <span className={classes.department}>{department}</span>{" "}
        {promises > 0 && (
          <span className={classes.promises} title={promiseWords(promises)}>
            {promises}
          </span>
        )}
      </div>
      {(marks.urgency ?? marks.play) !== undefined && <CardCorner marks={marks} />}
      {canEdit && <span className={classes.port} data-port aria-hidden />}
    </div>
  );
}

/** Status colours as the card's own variables, made once. */
const statusVariables = Object.fromEntries(
  Object.entries(statusTokens).map(([status, token]) => [
    status,
    {
      "--mark": `var(--status-${token})`,
      "--tint": `var(--status-${token}-tint)`,
      "--word": `var(--status-${token}-text)`,
    },
  ]),
) as Record<keyof typeof statusTokens, object>;
