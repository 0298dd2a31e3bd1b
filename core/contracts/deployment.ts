import { z } from "zod";
import { actorSchema } from "./actor.ts";
import { idSchema, instantSchema, shaSchema } from "./id.ts";
import { deployHostNameSchema } from "./project.ts";

export const deploymentStateSchema = z.enum(["queued", "building", "ready", "error", "canceled", "blocked"]);
export type DeploymentState = z.infer<typeof deploymentStateSchema>;

/** Terminal states never go back, whatever arrives later (A3). `blocked` may be lifted by a person, as a new deployment. */
export const terminalDeploymentStates: readonly DeploymentState[] = ["ready", "error", "canceled", "blocked"];

export const deployEnvironmentSchema = z.enum(["preview", "production"]);
export type DeployEnvironment = z.infer<typeof deployEnvironmentSchema>;

/** Why a deployment failed, normalised across hosts, with the remedy. */
export const deploymentErrorSchema = z.object({
  code: z.string(),
  message: z.string(),
  fix: z.string(),
  /** The log lines that matter. */
  excerpt: z.array(z.string()).default([]),
  /** Equal for equal causes; the same signature twice stops automatic repair. */
  signature: z.string().default(""),
});
export type DeploymentError = z.infer<typeof deploymentErrorSchema>;

/** One attempt of a deploy host to build and serve one commit. */
export const deploymentSchema = z.object({
  id: idSchema,
  projectId: idSchema,
  host: deployHostNameSchema,
  environment: deployEnvironmentSchema,
  branch: z.string(),
  commitSha: shaSchema,
  state: deploymentStateSchema,
  url: z.url().nullable(),
  /** First label of its host name on the local deploy host (`<branch>--<project>`, or `<project>` for production); null elsewhere. */
  address: z.string().nullable(),
  error: deploymentErrorSchema.nullable(),
  /** The host's own name for it. */
  externalId: z.string().nullable(),
  framework: z.string().nullable(),
  requestedBy: actorSchema,
  /** The deployment this one serves again, when it came about by promotion or rollback. */
  promotedFrom: idSchema.nullable(),
  /** True while it is what its branch's address (or production) serves. */
  isCurrent: z.boolean(),
  isCancelRequested: z.boolean(),
  attempt: z.number().int(),
  seq: z.number().int(),
  createdAt: instantSchema,
  startedAt: instantSchema.nullable(),
  finishedAt: instantSchema.nullable(),
});
export type Deployment = z.infer<typeof deploymentSchema>;

export const logStreamSchema = z.enum(["stdout", "stderr", "system"]);

/** One line of a build's log. `line` counts from 1 within the deployment. */
export const deploymentLogSchema = z.object({
  deploymentId: idSchema,
  line: z.number().int().min(1),
  stream: logStreamSchema,
  text: z.string(),
  at: instantSchema,
});
export type DeploymentLog = z.infer<typeof deploymentLogSchema>;
