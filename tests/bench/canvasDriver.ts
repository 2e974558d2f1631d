/** The time between frames, in ms. */
export interface FrameTimes {
  mean: number;
  p95: number;
  max: number;
}

/** How a page that is no React Flow is driven: it puts this into `peer`. */
export interface PeerPage {
  /** What takes presses and wheel, and what takes the moves of a pointer that is down. */
  surface(): Element;
  moves(): EventTarget;
  fit(): void;
  actualSize(): void;
  /** A point of the window on the card nearest to its middle. */
  cardAt(): { x: number; y: number };
  /** Whether others move 100 cards a second. */
  setRemote(isOn: boolean): void;
}

/** What the bench does inside a page: gestures as events, one a frame, the same on every page. */
export interface CanvasDriver {
  /** A point of the window over the middle of the cards, whatever the zoom: gestures happen here. */
  focus: { x: number; y: number };
  /** Turns of the wheel. */
  pan(): Promise<FrameTimes>;
  /** Drags the card nearest to the focus. */
  drag(): Promise<FrameTimes>;
  /** Zooms out and in again by so many doublings. */
  zoomOutAndIn(doublings: number): Promise<FrameTimes>;
  zoomTo(zoom: number): Promise<void>;
  /** All cards in the window, as the page opens, or at reading size. */
  show(view: "all" | "z1"): Promise<void>;
  watch(ms: number): Promise<FrameTimes>;
}

declare global {
  // A global of the page needs `var`.
  var canvasDriver: CanvasDriver;
  var peer: PeerPage | undefined;
}

const framesPerGesture = 90;

globalThis.canvasDriver = {
  focus: { x: innerWidth / 2, y: innerHeight / 2 },
  async pan() {
    const half = framesPerGesture / 2;
    return perFrame(framesPerGesture, (i) => scroll(i < half ? 6 : -6, i < half ? -4 : 4));
  },
  async drag() {
    if (globalThis.peer !== undefined) return dragOn(globalThis.peer);
    const card = await middleCard();
    const { left, top, width, height } = card.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 3];
    press(card, "down", x, y);
    const times = await perFrame(framesPerGesture, (i) => press(window, "move", x + swing(i) * 5, y + swing(i) * 3));
    press(window, "up", x + 4, y + 4);
    return times;
  },
  zoomOutAndIn: (doublings) =>
    perFrame(framesPerGesture, (i) => wheel(((i < framesPerGesture / 2 ? -1 : 1) * doublings * 2) / framesPerGesture)),
  async zoomTo(zoom) {
    wheel(Math.log2(zoom / zoomNow()));
    await frames(30);
  },
  async show(view) {
    if (globalThis.peer === undefined) return view === "z1" ? this.zoomTo(1) : undefined;
    if (view === "all") globalThis.peer.fit();
    else globalThis.peer.actualSize();
    await frames(30);
  },
  async watch(ms) {
    const end = performance.now() + ms;
    const times: number[] = [];
    for (let last = await frame(); performance.now() < end;) {
      const now = await frame();
      times.push(now - last);
      last = now;
    }
    return summary(times);
  },
};

async function dragOn(page: PeerPage): Promise<FrameTimes> {
  const { x, y } = page.cardAt();
  press(page.moves(), "move", x, y, false);
  press(page.surface(), "down", x, y);
  const times = await perFrame(framesPerGesture, (i) =>
    press(page.moves(), "move", x + swing(i) * 5, y + swing(i) * 3, true),
  );
  press(page.moves(), "up", x + 4, y + 4);
  return times;
}

/** A turn of the wheel that moves the canvas by so many pixels. React Flow goes half as far as the wheel says. */
function scroll(x: number, y: number): void {
  const { focus } = canvasDriver;
  const far = globalThis.peer === undefined ? 2 : 1;
  const surface = globalThis.peer?.surface() ?? pick(".react-flow__pane");
  surface.dispatchEvent(
    new WheelEvent("wheel", {
      bubbles: true,
      cancelable: true,
      view: window,
      clientX: focus.x,
      clientY: focus.y,
      deltaX: x * far,
      deltaY: y * far,
    }),
  );
}

/** There and back. */
function swing(i: number): number {
  return Math.min(i, framesPerGesture - i);
}

function frame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

async function frames(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await frame();
}

async function perFrame(count: number, act: (i: number) => void): Promise<FrameTimes> {
  const times: number[] = [];
  let last = await frame();
  for (let i = 0; i < count; i++) {
    act(i);
    const now = await frame();
    times.push(now - last);
    last = now;
  }
  return summary(times);
}

function summary(times: number[]): FrameTimes {
  const sorted = times.toSorted((a, b) => a - b);
  return {
    mean: times.reduce((sum, time) => sum + time, 0) / times.length,
    p95: sorted[Math.floor(sorted.length * 0.95)] ?? NaN,
    max: sorted.at(-1) ?? NaN,
  };
}

function press(
  target: EventTarget,
  phase: "down" | "move" | "up",
  clientX: number,
  clientY: number,
  isDown = phase !== "up",
): void {
  const buttons = isDown ? 1 : 0;
  const how = { bubbles: true, cancelable: true, composed: true, view: window, clientX, clientY, button: 0, buttons };
  target.dispatchEvent(
    new PointerEvent(`pointer${phase}`, { ...how, pointerId: 1, isPrimary: true, pointerType: "mouse" }),
  );
  target.dispatchEvent(new MouseEvent(`mouse${phase}`, how));
}

/** One turn of the wheel with Ctrl, over the focus. React Flow zooms by 2 to the power of `-deltaY / 500`. */
function wheel(doublings: number): void {
  const { x, y } = canvasDriver.focus;
  const how = { bubbles: true, cancelable: true, view: window, clientX: x, clientY: y };
  pick(".react-flow__pane").dispatchEvent(new WheelEvent("wheel", { ...how, ctrlKey: true, deltaY: -doublings * 500 }));
}

function zoomNow(): number {
  return new DOMMatrix(getComputedStyle(pick(".react-flow__viewport")).transform).a;
}

/** The card nearest to the focus; from afar our page makes one where the pointer is. */
async function middleCard(): Promise<Element> {
  const pane = pick(".react-flow__pane");
  for (const { x, y } of placesByDistance()) {
    const card = nearestCard();
    if (card !== undefined) return card;
    pane.dispatchEvent(
      new PointerEvent("pointermove", { bubbles: true, clientX: x, clientY: y, pointerType: "mouse" }),
    );
    await frames(3);
  }
  throw new Error("The page shows no card.");
}

function nearestCard(): Element | undefined {
  const cards = [...document.querySelectorAll(".react-flow__node > *")].filter((card) => {
    const { left, top, right, bottom } = card.getBoundingClientRect();
    return left > 150 && top > 100 && right < innerWidth && bottom < innerHeight;
  });
  const distance = (card: Element) => {
    const { left, top } = card.getBoundingClientRect();
    return Math.hypot(left - canvasDriver.focus.x, top - canvasDriver.focus.y);
  };
  return cards.toSorted((a, b) => distance(a) - distance(b))[0];
}

/** Points of the window, those near the focus first. */
function placesByDistance(): { x: number; y: number }[] {
  const { focus } = canvasDriver;
  const columns = Array.from({ length: 24 }, (_, i) => 180 + i * 45);
  const rows = Array.from({ length: 16 }, (_, i) => 120 + i * 40);
  const places = columns.flatMap((x) => rows.map((y) => ({ x, y })));
  return places.toSorted((a, b) => Math.hypot(a.x - focus.x, a.y - focus.y) - Math.hypot(b.x - focus.x, b.y - focus.y));
}

function pick(selector: string): Element {
  const element = document.querySelector(selector);
  if (element === null) throw new Error(`The page has no ${selector}.`);
  return element;
}
