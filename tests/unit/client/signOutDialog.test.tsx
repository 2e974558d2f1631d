// @vitest-environment happy-dom
import { MantineProvider } from "@mantine/core";
import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, expect, test, vi } from "vitest";
import { SignOutDialog } from "../../../client/pages/SignOutDialog.tsx";
import { databaseName } from "../../../client/session/localCopy.ts";
import { openUnsentCount } from "../../../client/session/unsentCount.ts";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const copy = { user: "ann", map: "m", generation: "g" };
let close: () => void = () => undefined;

afterEach(() => {
  close();
  localStorage.clear();
  vi.unstubAllGlobals();
});

/** The dialog of a browser whose storage lists what `databases` gives; nobody is signed out in these tests. */
async function ask(databases: () => Promise<{ name: string }[]>) {
  vi.stubGlobal("indexedDB", { databases });
  const requests = vi.fn();
  vi.stubGlobal("fetch", requests);
  const root = createRoot(document.body.appendChild(document.createElement("div")));
  close = () => act(() => root.unmount());
  await act(async () =>
    root.render(
      <MantineProvider env="test">
        <SignOutDialog
          user={{ id: "ann", name: "Ann", color: "#123456", kind: "guest" }}
          onClose={() => undefined}
          onLeft={() => undefined}
        />
      </MantineProvider>,
    ),
  );
  const button = (name: string) => [...document.querySelectorAll("button")].find((each) => each.textContent === name)!;
  return { requests, button };
}

test("O9 where the browser does not tell what is unsent, signing out says so", async () => {
  const { button } = await ask(() => Promise.reject(new Error("forbidden")));
  expect(document.body.textContent).toContain("It cannot be checked");
  expect(button("Sign out all the same")).toBeDefined();
});

test("O9 what was changed since the question was asked is asked about before anything is cleared", async () => {
  const { requests, button } = await ask(async () => [{ name: databaseName(copy) }]);
  expect(document.body.textContent).toContain("are safe on the server");
  openUnsentCount(copy, 1).set(2);
  await act(async () => button("Sign out").click());
  expect(document.body.textContent).toContain("2 changes made here did not reach the server yet");
  expect(requests).not.toHaveBeenCalled();
  expect(button("Sign out and lose them")).toBeDefined();
});
