export { createPool } from "./create-pool.ts";
export { enqueueForgottenDeployments } from "./enqueue-forgotten-deployments.ts";
export { interruptForgottenRuns, interruptLeftRuns } from "./interrupt-runs.ts";
export { defineJob, type JobContext, type JobHandlers } from "./job-handler.ts";
export { removeUnusedQueues } from "./remove-unused-queues.ts";
export { startJobs, type Lane, type RunningJobs } from "./start-jobs.ts";
