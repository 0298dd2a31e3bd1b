import { runSchema, type Run } from "#core/contracts/index.ts";
import { requestApi } from "#web/lib/api/request-api.ts";

const runPath = (id: string): string => `/api/runs/${encodeURIComponent(id)}`;

/** Asks a run to stop; committed steps stay. */
export const stopRun = (id: string): Promise<Run> =>
  requestApi(`${runPath(id)}/stop`, { method: "POST", answer: runSchema });

/** Lets a run go on, with the answer to its question when it waits for one. */
export const resumeRun = (id: string, answer?: string): Promise<Run> =>
  requestApi(`${runPath(id)}/resume`, {
    method: "POST",
    body: answer === undefined ? {} : { answer },
    answer: runSchema,
  });
