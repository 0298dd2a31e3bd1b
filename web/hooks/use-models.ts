"use client";

import { modelOptionsSchema, type ModelOptions } from "#core/contracts/index.ts";
import { MODELS_PATH } from "#web/lib/api/choices.ts";
import { useResource, type Resource } from "./use-resource.ts";

/** The models that can be chosen now, and the default. Pass false to ask for nothing yet. */
export const useModels = (isWanted = true): Resource<ModelOptions> =>
  useResource(isWanted ? MODELS_PATH : null, modelOptionsSchema);
