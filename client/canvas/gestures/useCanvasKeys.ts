import { type RefObject, useEffect } from "react";
import type { Direction } from "../../../shared/layout/neighbour.ts";
import { neighbour } from "../../../shared/layout/neighbour.ts";
import type { RecordRef } from "../../../shared/model/kinds.ts";
import type { ActionContext } from "../../actions/action.ts";
import { selectQuietly } from "../../actions/selection.ts";
import { sameRef } from "../../state/local.ts";
import type { Canvas } from "../canvasContext.ts";
import { boxOf } from "../scene.ts";
import { finishConnecting } from "./pressCanvas.ts";
import { mayEdit } from "../../session/mayEdit.ts";

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

/** Keys that only lead past. */
const passing = new Set(["Tab", "Shift", "Control", "Alt", "Meta"]);

/** Moves between cards by arrows, and acts on the one in focus; everything else is in the list of actions. */
export function useCanvasKeys(root: RefObject<HTMLElement | null>, canvas: Canvas, context: ActionContext): void {
  useEffect(() => {
    const element = root.current;
    if (element === null) return undefined;
    /** What the keyboard came to and nobody has chosen; a later choice of something else counts more. */
    let reached: RecordRef | undefined;
    const stop = context.local.subscribe((now, before) => {
      if (now.selection !== before.selection) reached = undefined;
    });
    const key = (event: KeyboardEvent) => {
      const ref = refOfElement(event.target);
      if (ref === undefined || passing.has(event.key)) return;
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
      if (isPlain && pressKey(event, ref, canvas, context)) {
        event.preventDefault();
        event.stopPropagation();
        return;
      }
      // What Tab reached is not chosen until it is meant: the first key chooses it.
      if (event.key !== "Escape" && reached !== undefined && sameRef(reached, ref)) selectQuietly(context, [ref]);
    };
    const focus = (event: FocusEvent) => {
      const ref = refOfElement(event.target);
      if (ref === undefined) return;
      const { selection } = context.local.getState();
      const isByKey = event.target instanceof Element && event.target.matches(":focus-visible");
      reached = isByKey && !selection.some((other) => sameRef(other, ref)) ? ref : undefined;
      if (ref.kind === "stage") canvas.ui.setState({ focusedStage: ref.id });
      else if (ref.kind === "lane") canvas.ui.setState({ focusedLane: ref.id });
      else canvas.ui.setState({ focused: ref });
    };
    // Assistive technology activates what it reads by a click that no pointer made.
    const activate = (event: MouseEvent) => {
      const node = event.target instanceof Element ? event.target.closest("[data-node]") : null;
      const ref = event.detail === 0 ? refOfElement(node) : undefined;
      if (ref !== undefined && !(ref.kind === "touchpoint" && finishConnecting(canvas, context, ref.id)))
        context.local.getState().select([ref]);
    };
    element.addEventListener("keydown", key);
    element.addEventListener("click", activate);
    element.addEventListener("focusin", focus);
    return () => {
      stop();
      element.removeEventListener("keydown", key);
      element.removeEventListener("click", activate);
      element.removeEventListener("focusin", focus);
    };
  }, [root, canvas, context]);
}

function pressKey(event: KeyboardEvent, ref: RecordRef, canvas: Canvas, context: ActionContext): boolean {
  const controls = context.local.getState().canvas;
  const direction = directions[event.key];
  if (direction !== undefined && !event.shiftKey) {
    const next = stepFrom(ref, direction, canvas, context);
    if (next === undefined) return true;
    selectQuietly(context, [next]);
    const { connecting } = canvas.ui.getState();
    const target = next.kind === "touchpoint" && next.id !== connecting?.from ? next.id : undefined;
    if (connecting !== undefined) canvas.ui.setState({ connecting: { ...connecting, target } });
    controls?.showRecord(next);
    controls?.focus(next);
    return true;
  }
  if (event.key === "Enter") {
    if (ref.kind === "touchpoint" && finishConnecting(canvas, context, ref.id)) return true;
    if (mayEdit(context.map.role)) controls?.rename(ref);
    return true;
  }
  if (event.key === " ") {
    if (event.shiftKey) context.local.getState().toggleSelected(ref);
    else context.local.getState().select([ref]);
    return true;
  }
  if (event.key === "Escape" && canvas.ui.getState().connecting !== undefined) {
    canvas.ui.setState({ connecting: undefined });
    return true;
  }
  return false;
}

/** Where an arrow leads: from card to card, between headers, and from a header to the cards beside it. */
function stepFrom(ref: RecordRef, direction: Direction, canvas: Canvas, { map }: ActionContext): RecordRef | undefined {
  const scene = canvas.scene.read();
  const { layout } = scene;
  if (ref.kind === "stage" || ref.kind === "lane") {
    const [back, on, into] = ref.kind === "stage" ? ["left", "right", "down"] : ["up", "down", "right"];
    const all = map.mirror.all(ref.kind);
    const index = all.findIndex(({ id }) => id === ref.id);
    const next = direction === back ? all[index - 1] : direction === on ? all[index + 1] : undefined;
    if (next !== undefined) return { kind: ref.kind, id: next.id };
    if (direction !== into) return undefined;
    const first = [...layout.cards.values()].find((card) => (ref.kind === "stage" ? card.stage : card.lane) === ref.id);
    return first === undefined ? undefined : { kind: "touchpoint", id: first.id };
  }
  const box = boxOf(scene, ref);
  if (box === undefined) return undefined;
  const next = neighbour([...layout.cards.values(), ...layout.notes.values()], box, direction);
  if (next !== undefined) return { kind: next.kind, id: next.id };
  if (box.kind !== "touchpoint") return undefined;
  if (direction === "up") return { kind: "stage", id: box.stage };
  return direction === "left" ? { kind: "lane", id: box.lane } : undefined;
}

function refOfElement(target: EventTarget | null): RecordRef | undefined {
  if (!(target instanceof HTMLElement) || target.dataset.node === undefined) return undefined;
  const at = target.dataset.node.indexOf(":");
  return { kind: target.dataset.node.slice(0, at) as RecordRef["kind"], id: target.dataset.node.slice(at + 1) };
}
