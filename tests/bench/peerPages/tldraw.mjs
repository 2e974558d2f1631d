// tldraw as its documentation shows it: `?cards=` boxes with a title; `peer` is what the bench drives.
import { createElement as h } from "react";
import { createRoot } from "react-dom/client";
import { createShapeId, Tldraw, toRichText } from "tldraw";
import "tldraw/tldraw.css";
import { countOfCards, mountPage, placed } from "./cards.mjs";

const count = countOfCards();
const idOf = (i) => createShapeId(`card${i}`);

function opened(editor) {
  editor.createShapes(
    Array.from({ length: count }, (_, i) => ({
      id: idOf(i),
      type: "geo",
      ...placed(i),
      props: { w: 208, h: 88, size: "s", richText: toRichText(`Touchpoint number ${i}`) },
    })),
  );
  const fit = () => editor.zoomToFit({ immediate: true });
  fit();
  let moved = 0;
  let timer;
  globalThis.peer = {
    surface: () => document.querySelector(".tl-canvas"),
    moves: () => document.querySelector(".tl-canvas"),
    fit,
    actualSize: () => editor.resetZoom(undefined, { immediate: true }),
    cardAt() {
      const { center } = editor.getViewportPageBounds();
      const middle = (i) => ({ x: placed(i).x + 104, y: placed(i).y + 44 });
      const nearest = Array.from({ length: count }, (_, i) => middle(i)).sort(
        (a, b) => Math.hypot(a.x - center.x, a.y - center.y) - Math.hypot(b.x - center.x, b.y - center.y),
      )[0];
      return editor.pageToScreen(nearest);
    },
    setRemote(isOn) {
      clearInterval(timer);
      if (!isOn) return;
      timer = setInterval(() => {
        const id = idOf((moved++ * 37) % count);
        editor.store.mergeRemoteChanges(() => editor.updateShape({ id, type: "geo", ...placed((moved * 11) % count) }));
      }, 10);
    },
  };
}

createRoot(mountPage()).render(h(Tldraw, { onMount: opened }));
