import { useEffect, useRef } from "react";
import { announce } from "../../state/announce.ts";
import { useConnection, useIsKept } from "../../state/useSession.ts";

/** Says to screen readers when the connection is lost, comes back, or refuses an edit; never each save. */
export function ConnectionVoice() {
  const { state, reason } = useConnection();
  const isKept = useIsKept();
  const troubled = useRef(false);
  useEffect(() => {
    if (state === "offline")
      announce(`Offline. Your changes are ${isKept ? "kept in this browser" : "only in this tab"}.`);
    else if (state === "notSaved") announce(`A change was not saved. ${reason ?? ""}`);
    else if (state === "saved" && troubled.current) announce("Back online. Everything is saved.");
    if (state !== "saving") troubled.current = state === "offline" || state === "notSaved";
  }, [state, reason, isKept]);
  return null;
}
