import { encodeMessage } from "../../shared/wire/message.ts";
import { encodePresenceEntries } from "../../shared/wire/presence.ts";

/** A stock client takes a server for dead after 30 s of silence. */
export const keepAliveMs = 15_000;
/** Says that there is still somebody here, and nothing else. */
export const keepAliveMessage = encodeMessage({ type: "awareness", entries: encodePresenceEntries([]) });
