import { z } from "zod";
import {
  connectionFindingSchema,
  deploymentSchema,
  pageSchema,
  runSchema,
  type Deployment,
  type Run,
} from "#core/contracts/index.ts";
import { projectPath } from "./projects.ts";
import { requestApi } from "./request-api.ts";

const findingsSchema = z.object({ items: z.array(connectionFindingSchema) });

/** What the project's deploy host needs before it can deploy it; empty where it builds here. */
export const checkProjectHost = async (projectId: string) =>
  (await requestApi(`${projectPath(projectId)}/deploy-host/check`, { method: "POST", answer: findingsSchema })).items;

export type DeploymentControl = "cancel" | "retry" | "promote";

export const deploymentPageSchema = pageSchema(deploymentSchema);

export const deploymentsPath = (projectId: string): string => `${projectPath(projectId)}/deployments`;

const deploymentPath = (id: string): string => `/api/deployments/${encodeURIComponent(id)}`;

/** Cancels, retries or promotes a deployment; a retry and a promotion answer the new deployment. */
export const controlDeployment = (id: string, control: DeploymentControl): Promise<Deployment> =>
  requestApi(`${deploymentPath(id)}/${control}`, { method: "POST", answer: deploymentSchema });

/** Deploys the head of a branch once more. */
export const requestDeployment = (projectId: string, branch: string): Promise<Deployment> =>
  requestApi(deploymentsPath(projectId), { method: "POST", body: { branch }, answer: deploymentSchema });

/** Lets the AI repair a failed deployment; the answer is the run, the one at work where there is one. */
export const repairDeployment = (id: string): Promise<Run> =>
  requestApi(`${deploymentPath(id)}/repair`, { method: "POST", answer: runSchema });
