import { promptImageSchema, type CreatePromptImage, type PromptImage } from "#core/contracts/index.ts";
import { projectPath } from "#web/lib/api/projects.ts";
import { requestApi } from "#web/lib/api/request-api.ts";

/** Keeps an image for a prompt. */
export const keepPromptImage = (projectId: string, image: CreatePromptImage): Promise<PromptImage> =>
  requestApi(`${projectPath(projectId)}/images`, { method: "POST", body: image, answer: promptImageSchema });

/** Where the bytes of an image are; the session travels as a cookie. */
export const promptImagePath = (id: string): string => `/api/images/${encodeURIComponent(id)}`;
