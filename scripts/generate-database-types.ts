import { writeFile } from "node:fs/promises";
import { printDatabaseTypes } from "#supabase/types/print-database-types.ts";
import { startTestDatabase } from "#tests/helpers/start-test-database.ts";

/** Migrates an empty database and writes the types of what came out beside the stores. */
const database = await startTestDatabase();
try {
  const types = await printDatabaseTypes(async (sql) => (await database.pool.query(sql)).rows);
  await writeFile(new URL("../supabase/store/database.types.generated.ts", import.meta.url), types);
  console.log("Wrote supabase/store/database.types.generated.ts");
} finally {
  await database.stop();
}
