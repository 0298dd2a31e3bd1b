import type { Run } from "../contracts/run.ts";

/** What a run begins as; the database adds the rest. */
export type NewRun = Pick<
  Run,
  | "projectId"
  | "requestedBy"
  | "kind"
  | "branch"
  | "prompt"
  | "provider"
  | "model"
  | "promptName"
  | "promptVersion"
  | "idempotencyKey"
> &
  Partial<Pick<Run, "retryOf" | "retryStep" | "startSha" | "fallbackModel" | "images">>;
