import { jobSchemas } from "#core/contracts/job.ts";
import { createPostGuarded, createStatusMessageSender } from "#deployments/index.ts";
import { defineJob, type JobHandlers } from "../jobs/index.ts";
import { repairAutomatically, type RepairContext } from "../services/repair-deployment.ts";
import { statusSecretContext } from "../services/status-endpoints.ts";
import type { Adapters } from "./create-adapters.ts";
import type { Installation } from "./installation.ts";

/** What follows from the state of a deployment: the AI repairs what failed, and the owner's addresses hear of it. */
export const createFollowUpJobs = (
  { secretBox, clock }: Pick<Installation, "secretBox" | "clock">,
  { stores, providers }: Pick<Adapters, "stores" | "providers">,
): Pick<JobHandlers, "repair-deployment" | "send-status-message"> => {
  const context: RepairContext = { stores, providers };
  const send = createStatusMessageSender({
    endpoints: stores.statusEndpoints,
    secretBox,
    secretContext: statusSecretContext,
    post: createPostGuarded(),
    clock,
    random: Math.random,
  });
  return {
    "repair-deployment": defineJob(jobSchemas["repair-deployment"], ({ deploymentId }) =>
      repairAutomatically(context, deploymentId),
    ),
    "send-status-message": defineJob(jobSchemas["send-status-message"], ({ messageId }) => send(messageId)),
  };
};
