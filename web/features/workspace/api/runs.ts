import { runSchema, type RedoStep, type RetryRun, type Run } from "#core/contracts/index.ts";
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

/** Words a prompt anew that waits for its turn. */
export const editQueuedRun = (id: string, prompt: string): Promise<Run> =>
  requestApi(runPath(id), { method: "PATCH", body: { prompt }, answer: runSchema });

/** Takes a prompt back that waits for its turn; resuming it brings it back. */
export const removeQueuedRun = (id: string): Promise<Run> =>
  requestApi(runPath(id), { method: "DELETE", answer: runSchema });

/** Tries a run, or one of its steps, again on a branch beside it. Answers the new run. */
export const retryRun = (id: string, input: RetryRun): Promise<Run> =>
  requestApi(`${runPath(id)}/retry`, { method: "POST", body: input, answer: runSchema });

/** Takes a committed step back and does it anew on the same branch. Answers the new run. */
export const redoStep = (id: string, input: RedoStep): Promise<Run> =>
  requestApi(`${runPath(id)}/redo`, { method: "POST", body: input, answer: runSchema });
