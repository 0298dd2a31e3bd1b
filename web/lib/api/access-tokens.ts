import {
  accessTokenSchema,
  createdAccessTokenSchema,
  pageSchema,
  type CreateAccessToken,
} from "#core/contracts/index.ts";
import { noContent, requestApi } from "./request-api.ts";

export const ACCESS_TOKENS_PATH = "/api/access-tokens";
export const accessTokenPageSchema = pageSchema(accessTokenSchema);

export const listAccessTokens = () => requestApi(ACCESS_TOKENS_PATH, { answer: accessTokenPageSchema });

/** The answer holds the token itself, this once. */
export const createAccessToken = (input: CreateAccessToken) =>
  requestApi(ACCESS_TOKENS_PATH, { method: "POST", body: input, answer: createdAccessTokenSchema });

export const revokeAccessToken = (id: string): Promise<undefined> =>
  requestApi(`${ACCESS_TOKENS_PATH}/${encodeURIComponent(id)}`, { method: "DELETE", answer: noContent });
