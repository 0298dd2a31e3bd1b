import { z } from "zod";
import { idSchema } from "./id.ts";

/**
 * Every task the job queue carries, with its payload. Jobs are enqueued by database triggers, in the
 * transaction of the row they belong to, so a payload is ids and nothing else.
 */
export const jobSchemas = {
  "run-prompt": z.object({ runId: idSchema }),
  "process-delivery": z.object({ deliveryId: idSchema }),
  "deploy-commit": z.object({ deploymentId: idSchema }),
  "follow-deployment": z.object({ deploymentId: idSchema }),
  "keep-pull-request": z.object({ pullRequestId: idSchema }),
  "report-run": z.object({ runId: idSchema }),
  "repair-deployment": z.object({ deploymentId: idSchema }),
  "send-status-message": z.object({ messageId: idSchema }),
  "remove-repository": z.object({ projectId: idSchema, ownerHandle: z.string(), slug: z.string() }),
  maintain: z.object({}),
} as const;

export type JobName = keyof typeof jobSchemas;
export type JobPayload<Name extends JobName> = z.infer<(typeof jobSchemas)[Name]>;
