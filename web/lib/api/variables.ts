import {
  environmentVariableSchema,
  pageSchema,
  type DeployEnvironment,
  type SaveVariable,
} from "#core/contracts/index.ts";
import { projectPath } from "./projects.ts";
import { apiPath, noContent, requestApi } from "./request-api.ts";

export const variablePageSchema = pageSchema(environmentVariableSchema);

export const variablesPath = (projectId: string): string => `${projectPath(projectId)}/variables`;

export const saveVariable = (projectId: string, variable: SaveVariable) =>
  requestApi(variablesPath(projectId), { method: "PUT", body: variable, answer: variablePageSchema });

/** From one environment, or from both. */
export const removeVariable = (projectId: string, name: string, environment?: DeployEnvironment): Promise<undefined> =>
  requestApi(apiPath(`${variablesPath(projectId)}/${encodeURIComponent(name)}`, { environment }), {
    method: "DELETE",
    answer: noContent,
  });
