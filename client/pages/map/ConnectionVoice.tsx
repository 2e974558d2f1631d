import { useEffect, useRef } from "react";
import { announce } from "../../state/announce.ts";
import { useConnection } from "../../state/useSession.ts";

/** Says to screen readers when the connection is lost, comes back, or refuses an edit; never each save. */
export function ConnectionVoice() {
  const { state, reason } = useConnection();
  const troubled = useRef(false);
  useEffect(() => {
    if (state === "offline") announce("Offline. Your changes are kept in this browser.");
    else if (state === "notSaved") announce(`A change was not saved. ${reason ?? ""}`);
    else if (state === "saved" && troubled.current) announce("Back online. Everything is saved.");
    if (state !== "saving") troubled.current = state === "offline" || state === "notSaved";
  }, [state, reason]);
  return null;
}
