import type { z } from "zod";
import type { JobName } from "#core/contracts/job.ts";

/** What a job is told about its own execution. */
export interface JobContext {
  /** Aborted when the worker shuts down, or has lost its hold on the job. */
  signal: AbortSignal;
  /** Counts from 1; a job whose worker died is tried again with the next number. */
  attempt: number;
}

export type JobHandler = (payload: unknown, context: JobContext) => Promise<void>;

/** One handler for every job there is. */
export type JobHandlers = Record<JobName, JobHandler>;

/** A handler that parses its payload first. */
export const defineJob =
  <Payload>(schema: z.ZodType<Payload>, run: (payload: Payload, context: JobContext) => Promise<unknown>): JobHandler =>
  async (payload, context) => {
    await run(schema.parse(payload), context);
  };
