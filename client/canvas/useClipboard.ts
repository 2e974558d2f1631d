import { type RefObject, useEffect } from "react";
import type { ActionContext } from "../actions/action.ts";
import { copiedText, pasteText } from "../actions/clipboard.ts";
import { deleteSelection } from "../actions/deleteSelection.ts";
import { isTyping } from "../actions/shortcut.ts";
import { announce } from "../state/announce.ts";
import { mayEdit } from "../session/mayEdit.ts";

/** Copies, cuts and pastes by the browser's own events: they need no leave, and work where the page is not secure. */
export function useClipboard(root: RefObject<HTMLElement | null>, context: ActionContext): void {
  useEffect(() => {
    const isMeant = () => {
      const { activeElement } = document;
      const isHere = activeElement === null || activeElement === document.body || root.current?.contains(activeElement);
      return isHere === true && !isTyping(activeElement) && (getSelection()?.isCollapsed ?? true);
    };
    const copy = (event: ClipboardEvent) => {
      const text = isMeant() ? copiedText(context) : undefined;
      if (text === undefined) return;
      event.clipboardData?.setData("text/plain", text);
      event.preventDefault();
      if (event.type === "cut" && mayEdit(context.map.role)) deleteSelection(context);
      else announce("Copied");
    };
    const paste = (event: ClipboardEvent) => {
      if (!isMeant() || !mayEdit(context.map.role)) return;
      if (pasteText(context, event.clipboardData?.getData("text/plain") ?? "")) event.preventDefault();
    };
    document.addEventListener("copy", copy);
    document.addEventListener("cut", copy);
    document.addEventListener("paste", paste);
    return () => {
      document.removeEventListener("copy", copy);
      document.removeEventListener("cut", copy);
      document.removeEventListener("paste", paste);
    };
  }, [root, context]);
}
