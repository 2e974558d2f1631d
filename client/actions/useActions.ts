import { useMantineColorScheme } from "@mantine/core";
import { useEffect, useMemo } from "react";
import { useLocalStore } from "../state/local.ts";
import { goTo } from "../state/place.ts";
import { useMap } from "../state/useMap.ts";
import { useRun } from "../state/useRun.ts";
import type { ActionContext } from "./action.ts";
import { runShortcut } from "./registry.ts";

/** What actions need, for components that show or run them. */
export function useActionContext(): ActionContext {
  const map = useMap();
  const local = useLocalStore();
  const run = useRun();
  const { toggleColorScheme } = useMantineColorScheme();
  return useMemo(
    () => ({ map, local, run, go: goTo, toggleScheme: toggleColorScheme }),
    [map, local, run, toggleColorScheme],
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
