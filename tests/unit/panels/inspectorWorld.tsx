import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, useEffect } from "react";
import { createRoot } from "react-dom/client";
import { vi } from "vitest";
import { Inspector } from "../../../client/panels/Inspector.tsx";
import { openInsightsStore } from "../../../client/session/insightsStore.ts";
import { openRiskStore } from "../../../client/session/riskStore.ts";
import type { MapSession } from "../../../client/session/openMap.ts";
import type { Layer, LocalStore } from "../../../client/state/local.ts";
import { useLocalStore } from "../../../client/state/local.ts";
import { MapProvider } from "../../../client/state/MapProvider.tsx";
import { must } from "../../../shared/assert.ts";
import { type CommandName, runCommand } from "../../../shared/commands/registry.ts";
import { createDoc } from "../../../shared/doc/mapDoc.ts";
import { openMirror } from "../../../shared/doc/mirror.ts";
import { openUndo } from "../../../shared/doc/undo.ts";
import type { Journey } from "../../../shared/model/journey.ts";
import type { RecordRef } from "../../../shared/model/kinds.ts";

/** One touchpoint with one expectation, one promise and its evidence: oracle A1 of the model. */
export const smallJourney: Journey = {
  format: "kept.journey",
  version: 1,
  title: "Letters",
  asOf: "2024-06-01",
  departments: [
    { id: "desk", name: "Service desk" },
    { id: "ads", name: "Marketing" },
  ],
  channels: [{ id: "mail", name: "E-mail", online: true }],
  stages: [{ id: "s", title: "Ask" }],
  lanes: [{ id: "l", title: "Contacts", kind: "touchpoints" }],
  touchpoints: [
    { id: "t", stage: "s", lane: "l", title: "Reply", channel: "mail", department: "desk", description: "By mail." },
    { id: "u", stage: "s", lane: "l", title: "Call" },
  ],
  expectations: [
    {
      id: "x",
      touchpoint: "t",
      statement: "A quick reply",
      measure: { kind: "share", threshold: 2, unit: "h", within: "atMost" },
      adequate: 0.8,
      desired: 0.97,
    },
  ],
  promises: [{ id: "p", expectation: "x", wording: "We reply within 2 hours", level: 0.9, department: "ads" }],
  evidence: [{ id: "e", expectation: "x", grade: "system", met: 168, n: 200, observedOn: "2024-05-02" }],
};

/** The inspector over a real document: real commands, mirror, undo and insights; nobody else is there. */
export function openInspector(journey: Journey = smallJourney, role: MapSession["role"] = "owner") {
  const doc = createDoc(journey);
  const mirror = openMirror(doc);
  const origin = {};
  const undo = openUndo(doc, origin);
  const insights = openInsightsStore(mirror, "2024-06-01");
  const risk = openRiskStore(mirror, "2024-06-01");
  const ran: CommandName[] = [];
  const run = (name: CommandName, args: object) => {
    ran.push(name);
    return runCommand({ doc, mirror }, name, args, origin);
  };
  const presence = {
    read: () => nobody,
    subscribe: () => () => undefined,
    show: () => undefined,
    close: () => undefined,
  };
  const me = { id: "me", name: "Ada" };
  // Nobody answers: runs of plans B, comments and changes are asked for over HTTP.
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
  const told = { read: () => undefined, subscribe: () => () => undefined };
  const session = { mapId: "m", me, role, mirror, undo, insights, risk, presence, told, run } as unknown as MapSession;
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const page = document.body.appendChild(document.createElement("div"));
  const root = createRoot(page);
  let local: LocalStore | undefined;
  act(() =>
    root.render(
      <QueryClientProvider client={queries}>
        <MapProvider session={session}>
          <Expose to={(store) => (local = store)} />
          <Inspector />
        </MapProvider>
      </QueryClientProvider>,
    ),
  );
  return {
    page,
    mirror,
    undo,
    /** The commands that were run, in order. */
    ran,
    /** Until the risk engine and the panels that load late are there. */
    loadRisk: () =>
      act(async () => {
        await risk.load();
        await new Promise((resolve) => setTimeout(resolve, 0));
      }),
    local: () => must(local, "not rendered").getState(),
    /** Changes the document as somebody else. */
    runAsOther: (name: CommandName, args: object) => act(() => void runCommand({ doc, mirror }, name, args, {})),
    select: (...refs: RecordRef[]) => act(() => must(local, "not rendered").getState().select(refs)),
    /** Shows a layer's panel, with nothing selected. */
    openLayer: (layer: Layer) => act(() => must(local, "not rendered").getState().openLayer(layer)),
    /** The control of that name. */
    control: (name: string): HTMLInputElement => {
      // A label that explains itself is a button of the same name; the field is meant.
      const controls = ["input, textarea, select", "button, summary"].flatMap((kind) => [
        ...page.querySelectorAll<HTMLInputElement>(kind),
      ]);
      return must(
        controls.find((each) => nameOf(each, page) === name),
        `There is no control “${name}”`,
      );
    },
    close: () => act(() => root.unmount()),
  };
}

/** Hands the selection's store out of the tree. */
function Expose({ to }: { to: (store: LocalStore) => void }) {
  const store = useLocalStore();
  useEffect(() => {
    to(store);
  }, [to, store]);
  return undefined;
}

const nobody: readonly never[] = [];

export type InspectorWorld = ReturnType<typeof openInspector>;

/** Types into a field as a person does, letter by letter being of no interest. */
export function type(field: HTMLInputElement, text: string): void {
  const prototype = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
  act(() => {
    field.focus();
    Object.getOwnPropertyDescriptor(prototype, "value")?.set?.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

export function choose(field: HTMLInputElement, value: string): void {
  act(() => {
    Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, "value")?.set?.call(field, value);
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

export function press(target: HTMLElement, key: string): void {
  act(() => {
    target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    target.dispatchEvent(new KeyboardEvent("keyup", { key, bubbles: true, cancelable: true }));
  });
}

export function click(target: HTMLElement): void {
  act(() => target.click());
}

export function leave(field: HTMLElement): void {
  act(() => field.blur());
}

function nameOf(control: HTMLElement, page: HTMLElement): string {
  const label = control.id === "" ? undefined : page.querySelector(`label[for="${CSS.escape(control.id)}"]`);
  return control.getAttribute("aria-label") ?? label?.textContent ?? control.textContent ?? "";
}
