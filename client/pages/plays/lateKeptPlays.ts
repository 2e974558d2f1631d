import { lazyPart } from "../../ui/lazyPart.ts";

/** Loads late, from this browser's own files when there is no network. */
export const KeptPlaysPage = lazyPart(async () => (await import("./KeptPlaysPage.tsx")).KeptPlaysPage);
