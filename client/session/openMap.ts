import * as Y from "yjs";
import type { Access } from "../../shared/api/maps.ts";
import type { Me, Role } from "../../shared/api/people.ts";
import { type CommandName, runCommand } from "../../shared/commands/registry.ts";
import { type Mirror, openMirror } from "../../shared/doc/mirror.ts";
import type { RecordChange } from "../../shared/model/records.ts";
import { openUndo, type Undo } from "../../shared/doc/undo.ts";
import { AppError } from "../../shared/errors.ts";
import { type ConnectionStatus, type ConnectionStore, createConnection } from "./connection.ts";
import { type InsightsStore, openInsightsStore } from "./insightsStore.ts";
import { type CopyName, openLocalCopy } from "./localCopy.ts";
import { createObserved, type Observable } from "./observable.ts";
import { openPresence, type Presence } from "./presence.ts";
import { openRiskStore, type RiskStore } from "./riskStore.ts";
import { openUnsentCount } from "./unsentCount.ts";
import { mayEdit } from "./mayEdit.ts";

/** One map, open in this tab. */
export interface MapSession {
  readonly mapId: string;
  readonly me: Me["user"];
  readonly role: Role;
  /** Where this browser keeps its copy. */
  readonly copyName: CopyName;
  /** Whether what is changed here is on this browser's disk, and not in this tab alone. */
  readonly isKept: Observable<boolean>;
  readonly mirror: Mirror;
  readonly insights: InsightsStore;
  readonly risk: RiskStore;
  readonly undo: Undo;
  readonly presence: Presence;
  readonly connection: ConnectionStore;
  /** What the server told last of what goes on here besides the map. A message may be lost: it says what to ask for. */
  readonly told: Observable<unknown>;
  /** Changes the map by a command of shared/commands. @throws AppError before anything is written; shows nothing. */
  run: (name: CommandName, args: object) => unknown;
  /** Calls with what others change while the map is open. @returns a function that ends the subscription. */
  onOthersChange: (listener: (changes: readonly RecordChange[]) => void) => () => void;
  /**
   * Another state of the map (one update), to be looked at: connected to nothing, kept nowhere, changed by nobody.
   * @throws Error when it cannot be read.
   */
  lookAt: (state: Uint8Array) => MapSession;
  close: () => void;
}

/** A disk that does not answer by then does not keep the map from opening. */
const loadTimeoutMs = 3_000;

/** Opens a map: at once from this browser's copy when there is one, then from the server. */
export function openMap(mapId: string, me: Me, access: Access): MapSession {
  const copyName = { user: me.user.id, map: mapId, generation: access.generation };
  const canEdit = mayEdit(access.role);
  const doc = new Y.Doc();
  const origin = { session: mapId };
  const { mirror, insights, risk, undo, closeReaders } = openReaders(doc, origin);
  const unsent = openUnsentCount(copyName, doc.clientID);
  // An undo writes with the undo manager as its origin, which only this tab has.
  const isLocalEdit = (by: unknown) => by === origin || by instanceof Y.UndoManager;
  const connection = createConnection({
    doc,
    mapId,
    generation: access.generation,
    carried: canEdit ? unsent.carried : 0,
    isLocalEdit,
    pendingChanged: (pending) => canEdit && unsent.set(pending),
  });
  const presence = openPresence(connection.awareness);
  // Who may only look has nothing of his own to keep; edits from before he could only look are set aside.
  const local = canEdit ? openLocalCopy(copyName, doc) : undefined;
  let closed = false;
  const loaded = (local?.loaded ?? Promise.resolve(true)).then((isWhole) => closed || connection.copyLoaded(isWhole));
  void Promise.race([loaded, delay(loadTimeoutMs)]).then(() => closed || connection.open());

  // A field that is left writes what was typed into it.
  const leaveField = () => document.activeElement instanceof HTMLElement && document.activeElement.blur();
  const warn = (event: BeforeUnloadEvent) => {
    leaveField();
    if (connection.read().pending > 0) event.preventDefault();
  };
  window.addEventListener("beforeunload", warn);
  window.addEventListener("pagehide", leaveField);
  let asked = false;

  const session: MapSession = {
    mapId,
    me: me.user,
    role: access.role,
    copyName,
    // Who may only look has nothing to keep.
    isKept: local?.isKept ?? createObserved(true),
    mirror,
    insights,
    risk,
    undo,
    presence,
    connection,
    told: connection.told,
    run(name, args) {
      if (!canEdit) throw new AppError("FORBIDDEN", "You may look at this map but not change it.");
      if (!asked) {
        asked = true;
        // Asks the browser not to drop unsaved work when the disk is short.
        void navigator.storage?.persist?.();
      }
      return runCommand({ doc, mirror }, name, args, origin);
    },
    onOthersChange: (listener) =>
      mirror.onChange((changes, by) => {
        if (!isLocalEdit(by) && connection.read().ready) listener(changes);
      }),
    lookAt: (state) => lookAt(session, state),
    close() {
      closed = true;
      window.removeEventListener("beforeunload", warn);
      window.removeEventListener("pagehide", leaveField);
      presence.close();
      connection.close();
      local?.close();
      closeReaders();
    },
  };
  return session;
}

/** What reads a document, and what takes back what was written into it with an origin. */
function openReaders(doc: Y.Doc, origin: object) {
  const mirror = openMirror(doc);
  const today = new Date().toISOString().slice(0, 10);
  const insights = openInsightsStore(mirror, today);
  const risk = openRiskStore(mirror, today);
  const undo = openUndo(doc, origin);
  const closeReaders = () => {
    for (const each of [undo, risk, insights, mirror]) each.close();
    doc.destroy();
  };
  return { mirror, insights, risk, undo, closeReaders };
}

function lookAt(session: MapSession, state: Uint8Array): MapSession {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  const { closeReaders, ...readers } = openReaders(doc, {});
  const nothing = createObserved<never[]>([]);
  return {
    ...session,
    ...readers,
    role: "viewer",
    isKept: createObserved(true),
    presence: { ...nothing, show() {}, close() {} },
    connection: createObserved<ConnectionStatus>({ state: "saved", pending: 0, ready: true, connections: 1 }),
    told: createObserved<unknown>(undefined),
    run() {
      throw new AppError("FORBIDDEN", "This is how the map was. It can be restored, but not changed.");
    },
    onOthersChange: () => () => undefined,
    close: closeReaders,
  };
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
