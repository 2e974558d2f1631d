// @vitest-environment happy-dom
import { act, useEffect } from "react";
import { createRoot } from "react-dom/client";
import { expect, test } from "vitest";
import { InlineText } from "../../../client/canvas/InlineText.tsx";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

/** A text that is being written, of which `events` tells what came of it; `closed` is the end of what holds it. */
function open({ multiline = false } = {}) {
  const events: (string | undefined)[] = [];
  const root = createRoot(document.body.appendChild(document.createElement("div")));
  const Held = ({ value }: { value: string }) => {
    useEffect(() => () => void events.push("closed"), []);
    return <InlineText value={value} label="Name" multiline={multiline} onDone={(text) => events.push(text)} />;
  };
  const show = (value: string) => act(() => root.render(<Held value={value} />));
  const field = () => document.querySelector("textarea")!;
  return {
    events,
    show,
    write: (text: string) => (field().value = text),
    leave: () => act(() => field().blur()),
    close: () => act(() => root.unmount()),
  };
}

test("P4 a name that was opened for writing and left as it was does not undo another's rename", () => {
  const name = open();
  name.show("Pays");
  name.show("Pays by card");
  name.leave();
  expect(name.events).toEqual([undefined]);
  name.close();
});

test("P4 a note that two people write in keeps the words of both", () => {
  const note = open({ multiline: true });
  note.show("Ask the desk.");
  note.write("Ask the busy desk.");
  note.show("Ask the desk. Then call.");
  note.leave();
  expect(note.events).toEqual(["Ask the busy desk. Then call."]);
  note.close();
});

test("P5 a name that is being written when its page goes away is written before the map is closed", () => {
  const name = open();
  name.show("Pays");
  name.write("Pays by card");
  name.close();
  expect(name.events).toEqual(["Pays by card", "closed"]);
});
