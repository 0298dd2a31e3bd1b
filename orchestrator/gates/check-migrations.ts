import type { Gate } from "./gate.ts";
import { isMigration, migrationVersion } from "./migrations.ts";

/** Migrations are append-only, and no two share a number. */
export const checkMigrations: Gate = {
  name: "migrations",
  check: async ({ changes, files }) => {
    const added = changes.filter((change) => "content" in change && isMigration(change.path));
    const all = files.paths().filter(isMigration);
    return added.flatMap(({ path }) => {
      const version = migrationVersion(path);
      if (version === null) return [`${path} has no number. Write it again with write_file; the platform numbers it.`];
      const other = all.find((known) => known !== path && migrationVersion(known) === version);
      return other === undefined
        ? []
        : [`${path} has the number of ${other}. Delete it and write it again with write_file.`];
    });
  },
};
