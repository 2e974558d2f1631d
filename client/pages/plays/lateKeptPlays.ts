import { lazy } from "react";

/** Loads late, from this browser's own files when there is no network. */
export const KeptPlaysPage = lazy(async () => ({ default: (await import("./KeptPlaysPage.tsx")).KeptPlaysPage }));
