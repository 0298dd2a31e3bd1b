import { pageSchema, promptVersionSchema } from "#core/contracts/index.ts";

/** Read with modelOptionsSchema. */
export const MODELS_PATH = "/api/models";

export const PROMPT_VERSIONS_PATH = "/api/prompt-versions";
export const promptVersionPageSchema = pageSchema(promptVersionSchema);
