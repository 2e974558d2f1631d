import type { CommandName } from "../../../shared/commands/registry.ts";
import type { Finding } from "../../../shared/exercise/state.ts";
import { type Play, type WeakSpot } from "../../../shared/model/kinds.ts";
import type { Records } from "../../../shared/model/records.ts";
import { placeOfNew } from "../../../shared/recovery/stepOrder.ts";

/** A change of the map that a finding asks for: one command. */
export interface FindingChange {
  /** Verb first, for its button. */
  label: string;
  /** What is said when it was done. */
  done: string;
  command: CommandName;
  args: object;
  link: NonNullable<NonNullable<Finding["done"]>["link"]>;
}

export interface FindingAdvice {
  changes: FindingChange[];
  /** Why nothing can be changed yet, in words. */
  lack?: string;
  /** Whether the map holds already what the finding asks for. */
  isThere: boolean;
}

/** What an editor can make of a finding, in the map as it is. */
export function adviseFinding(finding: Finding, records: Records): FindingAdvice {
  if (finding.kind === "other") return { changes: [], isThere: false };
  if (finding.kind === "prevention") return advisePrevention(finding, records);
  const play = finding.play === undefined ? undefined : records.read("play", finding.play);
  if (play === undefined) return { changes: [], lack: "Choose the play it belongs to.", isThere: false };
  return finding.kind === "newStep" ? adviseStep(finding, play) : adviseOwner(finding, play);
}

function adviseStep(finding: Finding, play: Play): FindingAdvice {
  const steps = play.steps ?? [];
  const phase = finding.phase ?? "fix";
  const change: FindingChange = {
    label: `Add the step to “${play.title}”`,
    done: `Added a step to “${play.title}”`,
    command: "patchPlay",
    args: {
      id: play.id,
      fields: { steps: steps.toSpliced(placeOfNew(steps, phase), 0, { phase, text: finding.text }) },
    },
    link: { kind: "play", id: play.id },
  };
  return { changes: [change], isThere: steps.some(({ text }) => text === finding.text) };
}

function adviseOwner({ owner }: Finding, play: Play): FindingAdvice {
  if (owner === undefined) return { changes: [], lack: "Say who it is.", isThere: false };
  const change = (part: "owner" | "deputy"): FindingChange => ({
    label: `Make ${owner} ${part} of “${play.title}”`,
    done: `${owner} is ${part} of “${play.title}”`,
    command: "patchPlay",
    args: { id: play.id, fields: { [part]: owner } },
    link: { kind: "play", id: play.id },
  });
  return { changes: [change("owner"), change("deputy")], isThere: play.owner === owner || play.deputy === owner };
}

function advisePrevention(finding: Finding, records: Records): FindingAdvice {
  const spot: WeakSpot | undefined =
    finding.weakSpot === undefined ? undefined : records.read("weakSpot", finding.weakSpot);
  if (spot === undefined) return { changes: [], lack: "Choose the weak spot that it prevents.", isThere: false };
  const { text, owner, dueOn } = finding;
  const preventions = spot.preventions ?? [];
  const prevention = { text, ...(owner !== undefined && { owner }), ...(dueOn !== undefined && { dueOn }) };
  const change: FindingChange = {
    label: `Add the prevention to “${spot.title}”`,
    done: `Added a prevention to “${spot.title}”`,
    command: "patchWeakSpot",
    args: { id: spot.id, fields: { preventions: [...preventions, prevention] } },
    link: { kind: "weakSpot", id: spot.id },
  };
  return { changes: [change], isThere: preventions.some((each) => each.text === text) };
}
