import type { z } from "zod";
import {
  providersAnswerSchema,
  storedCredentialSchema,
  type ConnectableProvider,
  type saveModelsSchema,
  type StoreCredential,
  type StoredCredential,
} from "#core/contracts/index.ts";
import { noContent, requestApi } from "./request-api.ts";

export const ADMIN_PROVIDERS_PATH = "/api/admin/providers";

type Providers = z.output<typeof providersAnswerSchema>;

const providerPath = (name: ConnectableProvider): string => `${ADMIN_PROVIDERS_PATH}/${name}`;

/** Tests key and address against the provider; keeps them when it accepts them. */
export const storeCredential = (name: ConnectableProvider, input: StoreCredential): Promise<StoredCredential> =>
  requestApi(providerPath(name), { method: "PUT", body: input, answer: storedCredentialSchema });

export const removeCredential = (name: ConnectableProvider): Promise<undefined> =>
  requestApi(providerPath(name), { method: "DELETE", answer: noContent });

/** Null goes back to the product's own list. */
export const saveModels = (
  name: ConnectableProvider,
  models: z.output<typeof saveModelsSchema>["models"],
): Promise<Providers> =>
  requestApi(`${providerPath(name)}/models`, { method: "PUT", body: { models }, answer: providersAnswerSchema });

export const chooseDefaultModel = (model: string | null): Promise<Providers> =>
  requestApi("/api/admin/default-model", { method: "PUT", body: { model }, answer: providersAnswerSchema });
