import type { LogMeter } from "./logMeter.ts";
import type { StorePlace } from "./storePlace.ts";
import type { UpdateLog } from "./updateLog.ts";
import { openPostgresUpdateLog } from "./updateLogPostgres.ts";
import type { FailureListener } from "./updateLogQueue.ts";
import { openSqliteUpdateLog } from "./updateLogSqlite.ts";

export interface UpdateLogOptions {
  place: StorePlace;
  /** Names this node the same over its restarts; what stands in the log of its openings is not another node's. */
  node: string;
  /** Told about every failed commit, and when what writes has died. */
  onFailure?: FailureListener;
  meter?: LogMeter;
}

/** Opens the update log where the studio keeps everything; its database has been opened before. */
export function openUpdateLog({ place, node, onFailure, meter }: UpdateLogOptions): UpdateLog {
  const told = { ...(onFailure && { onFailure }), ...(meter && { meter }) };
  return place.kind === "sqlite"
    ? openSqliteUpdateLog({ file: place.file, ...told })
    : openPostgresUpdateLog({ url: place.url, node, ...told });
}
