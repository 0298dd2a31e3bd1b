import { z } from "zod";
import { instantSchema } from "./id.ts";
import { modelInfoSchema, modelListSchema } from "./model.ts";
import { problemSchema } from "./problem.ts";

export const providerNameSchema = z.enum(["xai", "openai", "anthropic", "compatible"]);
export type ConnectableProvider = z.infer<typeof providerNameSchema>;

/** What an admin sees of a provider: everything but its key. */
export const providerSettingsSchema = z.object({
  name: providerNameSchema,
  isConnected: z.boolean(),
  /** Where its key and address come from: entered here, the server's environment, or nowhere. */
  source: z.enum(["stored", "environment", "none"]),
  baseUrl: z.string().nullable(),
  hasKey: z.boolean(),
  /** The last characters of a key that was entered here. */
  hint: z.string(),
  updatedAt: instantSchema.nullable(),
  models: z.array(modelInfoSchema),
  /** Whether an admin changed the model list; else it is the product's own. */
  hasOwnModels: z.boolean(),
  /** Why what is stored cannot be used. */
  problem: problemSchema.nullable(),
});
export type ProviderSettings = z.infer<typeof providerSettingsSchema>;

export const providersAnswerSchema = z.object({
  /** `provider/model` of runs that choose nothing. */
  defaultModel: z.string(),
  /** Whether an admin chose it, and not the environment. */
  isDefaultChosen: z.boolean(),
  items: z.array(providerSettingsSchema),
  nextCursor: z.null(),
});

/** `PUT /api/admin/providers/:name`. Without `apiKey` the stored one stays, as long as the address does. */
export const storeCredentialSchema = z.object({
  apiKey: z
    .string()
    .trim()
    .min(8, "this is too short for an API key")
    .max(4_000, "this is too long for an API key")
    .regex(/^[\x21-\x7e]+$/, "an API key has no spaces and no special characters")
    .optional(),
  baseUrl: z.url({ protocol: /^https?$/, error: "enter an address that begins with http:// or https://" }).optional(),
});
export type StoreCredential = z.infer<typeof storeCredentialSchema>;

/** After a connection was tested and kept: the provider, and the models it said it has. */
export const storedCredentialSchema = z.object({
  provider: providerSettingsSchema,
  offeredModels: z.array(z.string()),
});
export type StoredCredential = z.infer<typeof storedCredentialSchema>;

/** `PUT /api/admin/providers/:name/models`; null goes back to the product's own list. */
export const saveModelsSchema = z.object({ models: modelListSchema.nullable() });

/** `PUT /api/admin/default-model`; null leaves the choice to the environment. */
export const chooseDefaultModelSchema = z.object({ model: z.string().trim().min(1).max(200).nullable() });
