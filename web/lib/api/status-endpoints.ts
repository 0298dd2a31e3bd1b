import {
  createdStatusEndpointSchema,
  pageSchema,
  statusEndpointSchema,
  statusMessageSchema,
  type CreatedStatusEndpoint,
  type StatusEndpoint,
  type StatusMessage,
  type UpdateStatusEndpoint,
} from "#core/contracts/index.ts";
import { projectPath } from "./projects.ts";
import { noContent, requestApi } from "./request-api.ts";

export const statusEndpointPageSchema = pageSchema(statusEndpointSchema);
export const statusMessagePageSchema = pageSchema(statusMessageSchema);

export const statusEndpointsPath = (projectId: string): string => `${projectPath(projectId)}/status-endpoints`;
export const statusMessagesPath = (projectId: string): string => `${projectPath(projectId)}/status-messages`;

const endpointPath = (id: string): string => `/api/status-endpoints/${encodeURIComponent(id)}`;

/** The answer holds the secret, this once. */
export const createStatusEndpoint = (projectId: string, url: string): Promise<CreatedStatusEndpoint> =>
  requestApi(statusEndpointsPath(projectId), { method: "POST", body: { url }, answer: createdStatusEndpointSchema });

export const updateStatusEndpoint = (id: string, patch: UpdateStatusEndpoint): Promise<StatusEndpoint> =>
  requestApi(endpointPath(id), { method: "PATCH", body: patch, answer: statusEndpointSchema });

/** The answer holds the new secret, this once. */
export const rotateStatusEndpoint = (id: string): Promise<CreatedStatusEndpoint> =>
  requestApi(`${endpointPath(id)}/rotate`, { method: "POST", answer: createdStatusEndpointSchema });

export const testStatusEndpoint = (id: string): Promise<StatusMessage> =>
  requestApi(`${endpointPath(id)}/test`, { method: "POST", answer: statusMessageSchema });

export const removeStatusEndpoint = (id: string): Promise<undefined> =>
  requestApi(endpointPath(id), { method: "DELETE", answer: noContent });

export const resendStatusMessage = (id: string): Promise<StatusMessage> =>
  requestApi(`/api/status-messages/${encodeURIComponent(id)}/resend`, { method: "POST", answer: statusMessageSchema });
