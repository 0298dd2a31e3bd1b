import { z } from "zod";
import { idSchema, instantSchema } from "./id.ts";
import { projectAnswerSchema } from "./project.ts";
import { runStateSchema } from "./run.ts";

/** What a list says about a project beside the project itself: one row of `project_overviews`. */
export const projectOverviewSchema = z.object({
  projectId: idSchema,
  lastActivityAt: instantSchema.nullable(),
  lastRunState: runStateSchema.nullable(),
  /** Address of the production deployment that is being served; null while there is none. */
  liveUrl: z.url().nullable(),
});
export type ProjectOverview = z.infer<typeof projectOverviewSchema>;

/** A project as `GET /api/projects` lists it. */
export const projectListItemSchema = projectAnswerSchema.extend(projectOverviewSchema.omit({ projectId: true }).shape);
export type ProjectListItem = z.infer<typeof projectListItemSchema>;
