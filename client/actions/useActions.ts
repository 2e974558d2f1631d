import { useMantineColorScheme } from "@mantine/core";
import { useEffect, useMemo, useRef } from "react";
import { useNavigate } from "react-router";
import { useLocalStore } from "../state/local.ts";
import { useMap } from "../state/useMap.ts";
import { useRun } from "../state/useRun.ts";
import type { ActionContext } from "./action.ts";
import { runShortcut } from "./registry.ts";

/** What actions need, for components that show or run them. The same object while the map is open. */
export function useActionContext(): ActionContext {
  const map = useMap();
  const local = useLocalStore();
  const run = useRun();
  const navigate = useNavigate();
  const { toggleColorScheme } = useMantineColorScheme();
  // Both change identity on every render; actions only call them.
  const latest = useRef({ navigate, toggleColorScheme });
  latest.current = { navigate, toggleColorScheme };
  return useMemo(
    () => ({
      map,
      local,
      run,
      go: (path) => void latest.current.navigate(path),
      toggleScheme: () => latest.current.toggleColorScheme(),
    }),
    [map, local, run],
  );
}

/** Listens for shortcuts while the map is open. */
export function useShortcuts(): void {
  const context = useActionContext();
  useEffect(() => {
    const listen = (event: KeyboardEvent) => void runShortcut(event, context);
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [context]);
}
