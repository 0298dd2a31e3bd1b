import { deploymentSchema, type Deployment } from "#core/contracts/index.ts";
import { projectPath } from "#web/lib/api/projects.ts";
import { requestApi } from "#web/lib/api/request-api.ts";

export type DeploymentControl = "cancel" | "retry" | "promote";

/** Cancels, retries or promotes a deployment; a retry and a promotion answer the new deployment. */
export const controlDeployment = (id: string, control: DeploymentControl): Promise<Deployment> =>
  requestApi(`/api/deployments/${encodeURIComponent(id)}/${control}`, { method: "POST", answer: deploymentSchema });

/** Deploys the head of a branch once more. */
export const requestDeployment = (projectId: string, branch: string): Promise<Deployment> =>
  requestApi(`${projectPath(projectId)}/deployments`, { method: "POST", body: { branch }, answer: deploymentSchema });
