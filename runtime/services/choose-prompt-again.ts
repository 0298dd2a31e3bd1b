import type { Run } from "#core/contracts/run.ts";
import { InvalidInputError } from "#core/errors/invalid-input-error.ts";
import type { ServiceContext } from "./service-context.ts";

/**
 * The version of the system prompt a run is tried again with: the one asked for, or the active one of the first run's
 * prompt. Throws InvalidInputError for a version that is not there.
 */
export const choosePromptAgain = async (
  context: Pick<ServiceContext, "stores">,
  first: Run,
  version: number | undefined,
): Promise<number> => {
  if (version === undefined) return (await context.stores.prompts.getActive(first.promptName))?.version ?? 1;
  if ((await context.stores.prompts.get(first.promptName, version)) !== null) return version;
  throw new InvalidInputError([
    { path: "promptVersion", message: `there is no version ${version} of the prompt ${first.promptName}` },
  ]);
};
