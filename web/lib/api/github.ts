import { z } from "zod";
import {
  githubAppAnswerSchema,
  githubCheckSchema,
  githubConnectionSchema,
  githubManifestSchema,
  githubOwnerSchema,
  githubRepositoryItemSchema,
  projectAnswerSchema,
} from "#core/contracts/index.ts";
import { projectPath } from "./projects.ts";
import { apiPath, noContent, requestApi } from "./request-api.ts";

export const GITHUB_APP_PATH = "/api/admin/github";
export const GITHUB_PATH = "/api/github";
export const GITHUB_OWNERS_PATH = "/api/github/owners";

const ownersSchema = z.object({ items: z.array(githubOwnerSchema) });
const repositoriesSchema = z.object({
  items: z.array(githubRepositoryItemSchema),
  nextPage: z.number().int().nullable(),
});

type Code = { code: string; state: string };

export const getGitHubApp = () => requestApi(GITHUB_APP_PATH, { answer: githubAppAnswerSchema });

export const prepareGitHubApp = (organization: string) =>
  requestApi(`${GITHUB_APP_PATH}/manifest`, {
    method: "POST",
    body: organization === "" ? {} : { organization },
    answer: githubManifestSchema,
  });

export const finishGitHubApp = (input: Code) =>
  requestApi(`${GITHUB_APP_PATH}/conversion`, { method: "POST", body: input, answer: githubAppAnswerSchema });

export const checkGitHubApp = () =>
  requestApi(`${GITHUB_APP_PATH}/check`, { method: "POST", answer: githubCheckSchema });

export const removeGitHubApp = () => requestApi(GITHUB_APP_PATH, { method: "DELETE", answer: noContent });

export const getGitHubConnection = () => requestApi(GITHUB_PATH, { answer: githubConnectionSchema });

export const connectGitHub = (input: Code) =>
  requestApi(GITHUB_PATH, { method: "POST", body: input, answer: githubConnectionSchema });

export const disconnectGitHub = () => requestApi(GITHUB_PATH, { method: "DELETE", answer: noContent });

export const listGitHubOwners = () => requestApi(GITHUB_OWNERS_PATH, { answer: ownersSchema });

export const listGitHubRepositories = (installationId: number, page: number) =>
  requestApi(apiPath("/api/github/repositories", { installationId, page }), { answer: repositoriesSchema });

export const moveToGitHub = (id: string, place: { installationId: number; name: string; isPrivate: boolean }) =>
  requestApi(`${projectPath(id)}/repository/move`, { method: "POST", body: place, answer: projectAnswerSchema });

export const disconnectRepository = (id: string) =>
  requestApi(`${projectPath(id)}/repository/disconnect`, { method: "POST", answer: projectAnswerSchema });

export const reconnectRepository = (id: string) =>
  requestApi(`${projectPath(id)}/repository/reconnect`, { method: "POST", answer: projectAnswerSchema });
