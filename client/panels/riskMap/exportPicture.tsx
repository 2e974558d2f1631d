import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { filePalette } from "./riskPalette.ts";
import { RiskPicture } from "./RiskPicture.tsx";
import { riskPlot } from "./riskPlot.ts";
import type { RiskRow } from "./riskRows.ts";
import { letterOf, pictureWords, plotSpots } from "./riskScene.ts";

/** Pixels of the downloaded picture, and how many of them a PNG draws for each. */
const width = 760;
const density = 2;
const titleHeight = 40;
const margin = 16;

const fonts = '"Inter Variable", Inter, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';

/** The picture as an SVG document of its own: light colours, its title above, white around. */
export function riskSvg(rows: readonly RiskRow[], title: string): string {
  const plot = riskPlot(plotSpots(rows), width);
  const place = document.createElement("div");
  const root = createRoot(place);
  flushSync(() =>
    root.render(
      <RiskPicture
        plot={plot}
        palette={filePalette}
        label={pictureWords(rows)}
        letterOf={(mark) => letterOf(mark, rows)}
      />,
    ),
  );
  const picture = place.querySelector("svg")?.cloneNode(true);
  root.unmount();
  if (!(picture instanceof SVGElement)) throw new Error("The picture was not drawn");
  const outer = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const [wide, high] = [plot.width + 2 * margin, plot.height + titleHeight + 2 * margin];
  outer.setAttribute("width", String(wide));
  outer.setAttribute("height", String(high));
  outer.setAttribute("viewBox", `0 0 ${wide} ${high}`);
  outer.setAttribute("font-family", fonts);
  const ground = outer.appendChild(document.createElementNS(outer.namespaceURI, "rect"));
  ground.setAttribute("width", "100%");
  ground.setAttribute("height", "100%");
  ground.setAttribute("fill", filePalette.surface);
  const heading = outer.appendChild(document.createElementNS(outer.namespaceURI, "text"));
  heading.setAttribute("x", String(margin));
  heading.setAttribute("y", String(margin + 18));
  heading.setAttribute("font-size", "18");
  heading.setAttribute("font-weight", "600");
  heading.setAttribute("fill", filePalette.text);
  heading.textContent = title;
  picture.setAttribute("x", String(margin));
  picture.setAttribute("y", String(margin + titleHeight));
  outer.append(picture);
  return new XMLSerializer().serializeToString(outer);
}

/** The same as a PNG, twice as fine as the screen. @throws Error when the browser cannot draw it. */
export async function riskPng(rows: readonly RiskRow[], title: string): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([riskSvg(rows, title)], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * density;
    canvas.height = image.naturalHeight * density;
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
    if (png === null) throw new Error("The browser gave no picture");
    return png;
  } finally {
    URL.revokeObjectURL(address);
  }
}
