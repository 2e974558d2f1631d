// Excalidraw as its documentation shows it: `?cards=` boxes with a title; `peer` is what the bench drives.
import { convertToExcalidrawElements, Excalidraw } from "@excalidraw/excalidraw";
import { createElement as h } from "react";
import { createRoot } from "react-dom/client";
import "@excalidraw/excalidraw/index.css";
import { countOfCards, mountPage, placed } from "./cards.mjs";

const count = countOfCards();
const elements = convertToExcalidrawElements(
  Array.from({ length: count }, (_, i) => ({
    type: "rectangle",
    id: `card${i}`,
    ...placed(i),
    width: 208,
    height: 88,
    backgroundColor: "#ffffff",
    fillStyle: "solid",
    label: { text: `Touchpoint number ${i}`, fontSize: 16 },
  })),
  { regenerateIds: false },
);

function opened(api) {
  let moved = 0;
  let timer;
  const fit = () => api.scrollToContent(api.getSceneElements(), { fitToViewport: true, animate: false });
  globalThis.peer = {
    surface: () => document.querySelector("canvas.interactive"),
    // It looks at what a move happens on, and listens on the window.
    moves: () => document.querySelector("canvas.interactive"),
    fit,
    actualSize: () => {
      const { width, height, zoom, scrollX, scrollY } = api.getAppState();
      const middle = { x: width / 2 / zoom.value - scrollX, y: height / 2 / zoom.value - scrollY };
      api.updateScene({
        appState: { zoom: { value: 1 }, scrollX: width / 2 - middle.x, scrollY: height / 2 - middle.y },
      });
    },
    cardAt() {
      const { width, height, zoom, scrollX, scrollY } = api.getAppState();
      const onScreen = (i) => ({
        x: (placed(i).x + 104 + scrollX) * zoom.value,
        y: (placed(i).y + 44 + scrollY) * zoom.value,
      });
      return Array.from({ length: count }, (_, i) => onScreen(i)).sort(
        (a, b) => Math.hypot(a.x - width / 2, a.y - height / 2) - Math.hypot(b.x - width / 2, b.y - height / 2),
      )[0];
    },
    setRemote(isOn) {
      clearInterval(timer);
      if (!isOn) return;
      timer = setInterval(() => {
        const id = `card${(moved++ * 37) % count}`;
        const to = placed((moved * 11) % count);
        api.updateScene({
          elements: api
            .getSceneElements()
            .map((element) =>
              element.id === id || element.containerId === id
                ? { ...element, ...to, version: element.version + 1, versionNonce: moved }
                : element,
            ),
          captureUpdate: "NEVER",
        });
      }, 10);
    },
  };
}

createRoot(mountPage()).render(
  h(Excalidraw, {
    excalidrawAPI: (api) => {
      opened(api);
      requestAnimationFrame(() => globalThis.peer.fit());
    },
    initialData: { elements, scrollToContent: true },
  }),
);
