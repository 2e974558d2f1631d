import { openDatabase } from "../../server/store/database.ts";
import { openPostgresUpdateLog } from "../../server/store/updateLogPostgres.ts";
import { newDatabase } from "../services/testDatabase.ts";
import { updateLogSuite } from "../unit/sync/updateLogSuite.ts";

updateLogSuite(async () => {
  const database = await newDatabase();
  const { url } = database;
  await (await openDatabase({ kind: "postgres", url })).destroy();
  let log = openPostgresUpdateLog({ url, node: "first" });
  return {
    log,
    sql: database.sql,
    async reopen() {
      await log.close();
      log = openPostgresUpdateLog({ url, node: "first" });
      return log;
    },
    wait: (work) => work,
    async close() {
      await log.close();
      await database.drop();
    },
  };
});
