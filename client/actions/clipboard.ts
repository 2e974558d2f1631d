import { exportJourney } from "../../shared/model/exportJourney.ts";
import type { Kind, RecordOf } from "../../shared/model/kinds.ts";
import type { Records } from "../../shared/model/records.ts";
import { announce } from "../state/announce.ts";
import { showError } from "../state/notices.ts";
import type { ActionContext } from "./action.ts";
import { onlySelected, selectedIds } from "./selection.ts";

/** What is selected as text for the clipboard: a journey document that this and other maps can paste. */
export function copiedText(context: ActionContext): string | undefined {
  const touchpoints = new Set(selectedIds(context, "touchpoint"));
  const notes = new Set(selectedIds(context, "note"));
  if (touchpoints.size + notes.size === 0) return undefined;
  return JSON.stringify(exportJourney(partOf(context.map.mirror, touchpoints, notes)), null, 1);
}

/** Copies what is selected. */
export async function copySelection(context: ActionContext): Promise<void> {
  const text = copiedText(context);
  if (text === undefined) return;
  await navigator.clipboard.writeText(text);
  announce("Copied");
}

/** Pastes touchpoints and notes from a clipboard's text. @returns whether the text was of that kind. */
export function pasteText(context: ActionContext, text: string): boolean {
  const journey = parse(text);
  if (journey === undefined) return false;
  const target = onlySelected(context);
  const touchpoint = target?.kind === "touchpoint" ? context.map.mirror.read("touchpoint", target.id) : undefined;
  const isOneCell = new Set(journey.touchpoints?.map(({ stage, lane }) => `${stage} ${lane}`)).size === 1;
  const cell = touchpoint !== undefined && isOneCell ? { stage: touchpoint.stage, lane: touchpoint.lane } : {};
  const made = context.run("pasteRecords", { journey, ...cell }) as
    | { ids: { touchpoint: string[]; note: string[] } }
    | undefined;
  if (made === undefined) return true;
  const { touchpoint: touchpoints, note: notes } = made.ids;
  context.local.setState({
    selection: [
      ...touchpoints.map((id) => ({ kind: "touchpoint" as const, id })),
      ...notes.map((id) => ({ kind: "note" as const, id })),
    ],
  });
  announce(`Pasted ${touchpoints.length + notes.length}`);
  return true;
}

/** Pastes what the clipboard holds now; the browser may ask for leave. */
export async function pasteClipboard(context: ActionContext): Promise<void> {
  const text = await navigator.clipboard.readText().catch(() => "");
  if (!pasteText(context, text)) showError("There is nothing to paste", "Copy touchpoints or notes of a map first.");
}

interface Pasted {
  touchpoints?: { stage: string; lane: string }[];
}

/** A journey document, or `undefined`; what is in it is checked by the command. */
function parse(text: string): Pasted | undefined {
  if (!text.includes("kept.journey")) return undefined;
  try {
    return JSON.parse(text) as Pasted;
  } catch {
    return undefined;
  }
}

/** A map with these touchpoints and notes alone, and everything they need. */
function partOf(records: Records, touchpoints: ReadonlySet<string>, notes: ReadonlySet<string>): Records {
  const all = <K extends Kind>(kind: K, keep: (record: RecordOf<K>) => boolean) => records.all(kind).filter(keep);
  const cards = all("touchpoint", ({ id }) => touchpoints.has(id));
  const papers = all("note", ({ id }) => notes.has(id));
  const expectations = all("expectation", ({ touchpoint }) => touchpoints.has(touchpoint));
  const expected = new Set(expectations.map(({ id }) => id));
  const promises = all("promise", ({ expectation }) => expected.has(expectation));
  const evidence = all("evidence", ({ expectation }) => expected.has(expectation));
  const used = new Set(
    [...cards, ...papers, ...expectations, ...promises, ...evidence].flatMap((record) => Object.values(record).flat()),
  );
  const lists: Partial<Record<Kind, readonly { id: string }[]>> = {
    touchpoint: cards,
    note: papers,
    expectation: expectations,
    promise: promises,
    evidence,
    connection: all("connection", ({ from, to }) => touchpoints.has(from) && touchpoints.has(to)),
  };
  for (const kind of ["stage", "lane", "channel", "department", "persona", "source"] as const)
    lists[kind] = all(kind, ({ id }) => used.has(id));
  const list = <K extends Kind>(kind: K) => (lists[kind] ?? []) as readonly RecordOf<K>[];
  return {
    map: { title: records.map.title },
    lists: new Set(),
    all: list,
    read: (kind, id) => list(kind).find((record) => record.id === id),
  };
}
