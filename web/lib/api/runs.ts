import { runSchema, type CreateRun, type Run } from "#core/contracts/index.ts";
import { requestApi } from "./request-api.ts";
import { projectPath } from "./projects.ts";

/** Hands a prompt to the AI; the answer is the queued run. */
export const createRun = (projectId: string, input: CreateRun): Promise<Run> =>
  requestApi(`${projectPath(projectId)}/runs`, { method: "POST", body: input, answer: runSchema });
