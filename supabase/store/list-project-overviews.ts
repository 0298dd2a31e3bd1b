import { projectOverviewSchema, type ProjectOverview } from "#core/contracts/project-overview.ts";
import type { Client } from "./client.ts";
import { readRows } from "./rows.ts";

/** What a list says beside each of these projects, in any order; ids that cannot be seen are left out. */
export const listProjectOverviews = async (client: Client, ids: readonly string[]): Promise<ProjectOverview[]> =>
  ids.length === 0
    ? []
    : readRows(
        "read what the projects are at",
        projectOverviewSchema,
        client
          .from("project_overviews")
          .select()
          .in("project_id", [...ids]),
      );
